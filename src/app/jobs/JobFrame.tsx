/** Draws the bar of a job: its headline, figures and progress, with the buttons that control and end it. */
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

/** A button's texts and its action; a rejection other than `AbortError` becomes the page's failure. */
export interface JobAction {
  readonly label: string;
  readonly title: string;
  readonly run: () => unknown;
}

interface JobFrameProps {
  /** Accessible name of the bar. */
  readonly label: string;
  /** Announced by screen readers when it changes. */
  readonly headline: string;
  /** Announced, like the headline, when it changes; undefined announces nothing. */
  readonly milestone?: string | undefined;
  readonly figures: readonly string[];
  /** Tooltip of the figures. */
  readonly figuresTitle?: string | undefined;
  /** Photos that the job skipped; `list` is called when the user opens the list. */
  readonly skipped?: {
    readonly count: number;
    readonly list: () => Promise<readonly SkippedPhoto[]>;
  };
  /** Absent where the job has none to show; a `total` of 0 is drawn as nothing done. */
  readonly progress?:
    { readonly done: number; readonly total: number; readonly label: string } | false | undefined;
  /** Shown above the headline. */
  readonly above?: ReactNode;
  /** Further buttons, before those that every job has. */
  readonly children?: ReactNode;
  /** CSS class for the row, where `children` need more room. */
  readonly rowClass?: string;
  readonly pause?: JobAction | false | undefined;
  readonly resume?: JobAction | false | undefined;
  /** Cancels or dismisses; absent where a job can do neither. */
  readonly end?: JobAction;
}

/** Makes a pause button with the usual texts and the key that pauses jobs. */
export function pauseBy(run: () => unknown): JobAction {
  return { label: common.pause, title: withKey(common.pause, pauseOrResume), run };
}

/** Makes the resume button that belongs to `pauseBy`. */
export function resumeBy(run: () => unknown): JobAction {
  return { label: common.resume, title: withKey(common.resume, pauseOrResume), run };
}

/** Makes a click handler of an asynchronous call. */
export function act(run: () => unknown): () => void {
  return () => {
    Promise.resolve(run()).catch((error: unknown) => {
      // an abort is no failure; all else is rethrown for the page's `unhandledrejection` handler to report
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
