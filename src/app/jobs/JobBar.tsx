/** A job's progress in; one quiet bar with rate, time left, pause and cancel out. */
import { Pause, Play, X } from 'lucide-react';
import { useState } from 'react';
import type { JobProgress } from '../../contract/catalogue';
import { isAbort } from '../../shared/errors';
import type { Workers } from '../../threads/start-photos';
import { useAnnouncement } from '../ui/announce';
import { withKey } from '../commands/command';
import { pauseOrResume } from '../commands/job-commands';
import { IconButton } from '../ui/IconButton';
import { sentenceFor } from '../ui/sentences';
import { SkippedList } from './SkippedList';
import { common } from '../messages/common';
import { jobs } from '../messages/jobs';
import { share } from '../messages/numbers';

interface JobBarProps {
  readonly workers: Workers;
  readonly job: JobProgress;
  readonly onChooseFolder: () => void;
}

function headline(job: JobProgress): string {
  const what = job.folder === undefined ? common.photos(job.total) : jobs.folder(job.folder);
  switch (job.state) {
    case 'running':
      return jobs.running(what);
    case 'paused':
      return jobs.paused(what);
    case 'waiting-for-folder':
      return job.folder === undefined ? jobs.photosInterrupted(what) : jobs.folderInterrupted(what);
    case 'done':
      return jobs.done(what);
    case 'cancelled':
      return jobs.cancelled(what);
    case 'failed': {
      const sentence = sentenceFor(job.failure ?? { name: '', message: common.noReason });
      return `${sentence.what} ${sentence.next}`;
    }
  }
}

function figures(job: JobProgress): string {
  const parts = [common.partOf(job.done, job.total)];
  if (job.perSecond > 0) parts.push(common.photosPerSecond(job.perSecond));
  if (job.etaMs !== undefined) parts.push(common.timeLeft(job.etaMs));
  if (job.unchanged > 0) parts.push(jobs.unchanged(job.unchanged));
  if (job.queued > 0) parts.push(jobs.waiting(job.queued));
  return parts.join(' · ');
}

/** Of a job that takes a while: fewer photos are done before a quarter of them is told. */
const LONG = 100;

/** A quarter of the job, half of it, three quarters; the headline tells its begin and its end. */
function milestone({ state, done, total, folder }: JobProgress): string | undefined {
  const quarters = total < LONG || state !== 'running' ? 0 : Math.floor((4 * done) / total);
  if (quarters < 1 || quarters > 3) return undefined;
  return jobs.milestone(folder === undefined ? undefined : jobs.folder(folder), share(quarters / 4));
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
    <section className="job" aria-label={jobs.encoding}>
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
          <p className="job-text">{jobs.vanished(job.vanished, job.folder ?? '')}</p>
          <button type="button" className="button" onClick={act(removeVanished)}>
            {jobs.remove(job.vanished)}
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
                  {common.skipped(job.skipped)}
                </button>
              </>
            )}
          </p>
        </div>
        {job.state === 'waiting-for-folder' && (
          <button type="button" className="button" onClick={onChooseFolder}>
            {common.chooseAgain}
          </button>
        )}
        {job.state === 'running' && (
          <IconButton
            icon={Pause}
            label={common.pause}
            title={withKey(common.pause, pauseOrResume)}
            onClick={act(() => catalogue.pause())}
          />
        )}
        {(job.state === 'paused' || job.state === 'failed') && (
          <IconButton
            icon={Play}
            label={common.resume}
            title={withKey(common.resume, pauseOrResume)}
            onClick={act(() => catalogue.resume())}
          />
        )}
        <IconButton
          icon={X}
          label={active ? common.cancel : common.dismiss}
          title={active ? jobs.cancelTitle : common.dismiss}
          onClick={act(() => (active ? catalogue.cancel() : catalogue.dismissJob()))}
        />
      </div>
      <progress
        className="job-progress"
        max={Math.max(1, job.total)}
        value={job.done}
        aria-label={jobs.photosDone}
      />
    </section>
  );
}
