/** A job's progress in; one quiet bar with rate, time left, pause and cancel out. */
import { Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import type { JobProgress } from '../contract';
import { isAbort } from '../errors';
import type { Workers } from '../workers';
import { useAnnouncement } from './announce';
import { IconButton } from './IconButton';
import { count, counted, timeLeft } from './format';
import { sentenceFor } from './sentences';
import { SkippedList } from './SkippedList';

interface JobBarProps {
  readonly workers: Workers;
  readonly job: JobProgress;
  readonly onChooseFolder: () => void;
}

function headline(job: JobProgress): string {
  const what = job.folder === undefined ? counted(job.total, 'photo') : `“${job.folder}”`;
  switch (job.state) {
    case 'running':
      return `Encoding ${what}`;
    case 'paused':
      return `Paused: ${what}`;
    case 'waiting-for-folder':
      return `${what} was interrupted. Choose ${job.folder === undefined ? 'the photos' : 'the folder'} again to go on.`;
    case 'done':
      return `${what} is done`;
    case 'cancelled':
      return `Cancelled: ${what}. What was encoded is kept.`;
    case 'failed': {
      const sentence = sentenceFor(job.failure ?? { name: '', message: 'no reason was given' });
      return `${sentence.what} ${sentence.next}`;
    }
  }
}

function figures(job: JobProgress): string {
  const parts = [`${count(job.done)} of ${count(job.total)}`];
  if (job.perSecond > 0) parts.push(`${job.perSecond.toFixed(job.perSecond < 10 ? 1 : 0)} photos/s`);
  if (job.etaMs !== undefined) parts.push(timeLeft(job.etaMs));
  if (job.unchanged > 0) parts.push(`${count(job.unchanged)} unchanged`);
  if (job.queued > 0) parts.push(`${counted(job.queued, 'more folder')} waiting`);
  return parts.join(' · ');
}

/** Of a job that takes a while: fewer photos are done before a quarter of them is told. */
const LONG = 100;

/** A quarter of the job, half of it, three quarters; the headline tells its begin and its end. */
function milestone({ state, done, total, folder }: JobProgress): string | undefined {
  const quarters = total < LONG || state !== 'running' ? 0 : Math.floor((4 * done) / total);
  if (quarters < 1 || quarters > 3) return undefined;
  return `${folder === undefined ? 'Encoding' : `“${folder}”`}: ${quarters * 25}% done`;
}

export function JobBar({ workers, job, onChooseFolder }: JobBarProps) {
  const [listOpen, setListOpen] = useState(false);
  const { catalogue } = workers;
  useAnnouncement(milestone(job));
  const act = (work: () => Promise<unknown>) => () => {
    work().catch((error: unknown) => {
      if (!isAbort(error)) throw error;
    });
  };
  const active = job.state === 'running' || job.state === 'paused';
  const removeVanished = async () => {
    await catalogue.remove(await catalogue.vanished());
  };
  return (
    <section className="job" aria-label="Encoding">
      {listOpen && (
        <SkippedList
          key={job.skipped}
          skipped={catalogue.skipped}
          onClose={() => {
            setListOpen(false);
          }}
        />
      )}
      {job.vanished > 0 && (
        <div className="job-row">
          <p className="job-text">
            {counted(job.vanished, 'product is', 'products are')} no longer in the folder “{job.folder}”.
          </p>
          <button type="button" className="button" onClick={act(removeVanished)}>
            Remove {count(job.vanished)}
          </button>
        </div>
      )}
      <div className="job-row">
        <div className="job-text">
          <p className="job-headline" role="status">
            {headline(job)}
          </p>
          <p className="job-figures">
            {figures(job)}
            {job.skipped > 0 && (
              <>
                {' · '}
                <button
                  type="button"
                  className="link-button"
                  aria-expanded={listOpen}
                  onClick={() => {
                    setListOpen(!listOpen);
                  }}
                >
                  {count(job.skipped)} skipped
                </button>
              </>
            )}
          </p>
        </div>
        {job.state === 'waiting-for-folder' && (
          <button type="button" className="button" onClick={onChooseFolder}>
            Choose again
          </button>
        )}
        {job.state === 'running' && (
          <IconButton icon={Pause} label="Pause" title="Pause (K)" onClick={act(() => catalogue.pause())} />
        )}
        {(job.state === 'paused' || job.state === 'failed') && (
          <IconButton icon={Play} label="Resume" title="Resume (K)" onClick={act(() => catalogue.resume())} />
        )}
        <IconButton
          icon={X}
          label={active ? 'Cancel' : 'Dismiss'}
          title={active ? 'Cancel: what is encoded stays' : 'Dismiss'}
          onClick={act(() => (active ? catalogue.cancel() : catalogue.dismissJob()))}
        />
      </div>
      <progress
        className="job-progress"
        max={Math.max(1, job.total)}
        value={job.done}
        aria-label="Photos done"
      />
    </section>
  );
}
