/** Draws the quiet bar of a job: its headline, figures and progress, with the buttons that steer and end it. */
import { Pause, Play, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { SkippedPhoto } from '../../contract/job';
import { isAbort } from '../../shared/errors';
import { withKey } from '../commands/command';
import { pauseOrResume } from '../commands/job-commands';
import { useAnnouncement } from '../ui/announce';
import { IconButton } from '../ui/IconButton';
import { common } from '../messages/common';
import { inOneLine } from './job-words';
import { SkippedList } from './SkippedList';

/** A button's words, and what it does; a rejection other than `AbortError` is the page's failure. */
export interface JobAction {
  readonly label: string;
  readonly title: string;
  readonly run: () => unknown;
}

interface JobFrameProps {
  /** Names the bar. */
  readonly label: string;
  /** Read out when it changes. */
  readonly headline: string;
  /** Read out when it changes, beside the headline; undefined is silence. */
  readonly milestone?: string | undefined;
  readonly figures: readonly string[];
  /** Shown over the figures. */
  readonly figuresTitle?: string | undefined;
  /** Photos that the job left out, listed when they are asked for. */
  readonly skipped?: {
    readonly count: number;
    readonly list: () => Promise<readonly SkippedPhoto[]>;
  };
  /** Absent where nothing has come anywhere yet; `total` 0 is drawn as nothing done. */
  readonly progress?:
    { readonly done: number; readonly total: number; readonly label: string } | false | undefined;
  /** Stands above the headline. */
  readonly above?: ReactNode;
  /** Further buttons, ahead of those that every job has. */
  readonly children?: ReactNode;
  /** Lays the row out where `children` need more room. */
  readonly rowClass?: string;
  readonly pause?: JobAction | false | undefined;
  readonly resume?: JobAction | false | undefined;
  /** Cancels or dismisses; absent where a job can do neither. */
  readonly end?: JobAction;
}

/** A pause in the usual words, by the key of jobs. */
export function pauseBy(run: () => unknown): JobAction {
  return { label: common.pause, title: withKey(common.pause, pauseOrResume), run };
}

/** As `pauseBy`, to go on. */
export function resumeBy(run: () => unknown): JobAction {
  return { label: common.resume, title: withKey(common.resume, pauseOrResume), run };
}

/** Has a button call a worker. */
export function act(run: () => unknown): () => void {
  return () => {
    Promise.resolve(run()).catch((error: unknown) => {
      // what was given up is no failure; the page's own handler of unhandled failures shows all else
      if (!isAbort(error)) throw error;
    });
  };
}

export function JobFrame({
  label,
  headline,
  milestone,
  figures,
  figuresTitle,
  skipped,
  progress,
  above,
  children,
  rowClass = '',
  pause,
  resume,
  end,
}: JobFrameProps) {
  const [isListOpen, setIsListOpen] = useState(false);
  useAnnouncement(milestone);
  return (
    <section className="job" aria-label={label}>
      {isListOpen && skipped && (
        <SkippedList
          key={skipped.count}
          skipped={skipped.list}
          onClose={() => {
            setIsListOpen(false);
          }}
        />
      )}
      {above}
      <div className={`job-row ${rowClass}`.trimEnd()}>
        <div className="job-text">
          <p className="job-headline" role="status">
            {headline}
          </p>
          <p className="job-figures" title={figuresTitle}>
            {inOneLine(figures)}
            {skipped && skipped.count > 0 && (
              <>
                {' · '}
                <button
                  type="button"
                  className="link-button"
                  aria-expanded={isListOpen}
                  onClick={() => {
                    setIsListOpen(!isListOpen);
                  }}
                >
                  {common.skipped(skipped.count)}
                </button>
              </>
            )}
          </p>
        </div>
        {children}
        {pause && (
          <IconButton icon={Pause} label={pause.label} title={pause.title} onClick={act(pause.run)} />
        )}
        {resume && (
          <IconButton icon={Play} label={resume.label} title={resume.title} onClick={act(resume.run)} />
        )}
        {end && <IconButton icon={X} label={end.label} title={end.title} onClick={act(end.run)} />}
      </div>
      {progress && (
        <progress
          className="job-progress"
          max={Math.max(1, progress.total)}
          value={progress.done}
          aria-label={progress.label}
        />
      )}
    </section>
  );
}
