/** Draws the bar of a job that adds photos. */
import type { JobProgress } from '../../contract/job';
import type { Workers } from '../../threads/start-photos';
import { failureText, figuresOf } from './job-words';
import { act, JobFrame, pauseBy, resumeBy } from './JobFrame';
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
    case 'failed':
      return failureText(job.failure);
  }
}

function figures(job: JobProgress): string[] {
  const parts = figuresOf(job, common.photosPerSecond);
  if (job.unchanged > 0) parts.push(jobs.unchanged(job.unchanged));
  if (job.queued > 0) parts.push(jobs.waiting(job.queued));
  return parts;
}

/** Fewest photos of a job whose milestones are announced: smaller jobs end too soon for them. */
const LONG = 100;

/** Announces a quarter, half and three quarters of a job; the headline announces its start and end. */
function milestone({ state, done, total, folder }: JobProgress): string | undefined {
  const quarters = total < LONG || state !== 'running' ? 0 : Math.floor((4 * done) / total);
  if (quarters < 1 || quarters > 3) return undefined;
  return jobs.milestone(folder === undefined ? undefined : jobs.folder(folder), share(quarters / 4));
}

export function JobBar({ workers, job, onChooseFolder }: JobBarProps) {
  const { catalogue } = workers;
  const active = job.state === 'running' || job.state === 'paused';
  const removeVanished = async () => {
    await catalogue.remove(await catalogue.vanished());
  };
  return (
    <JobFrame
      label={jobs.encoding}
      headline={headline(job)}
      milestone={milestone(job)}
      figures={figures(job)}
      skipped={{ count: job.skipped, list: catalogue.skipped }}
      progress={{ done: job.done, total: job.total, label: jobs.photosDone }}
      above={
        job.vanished > 0 && (
          <div className="job-row">
            <p className="job-text">{jobs.vanished(job.vanished, job.folder ?? '')}</p>
            <button type="button" className="button" onClick={act(removeVanished)}>
              {jobs.remove(job.vanished)}
            </button>
          </div>
        )
      }
      pause={job.state === 'running' && pauseBy(() => catalogue.pause())}
      resume={(job.state === 'paused' || job.state === 'failed') && resumeBy(() => catalogue.resume())}
      end={{
        label: active ? common.cancel : common.dismiss,
        title: active ? jobs.cancelTitle : common.dismiss,
        run: () => (active ? catalogue.cancel() : catalogue.dismissJob()),
      }}
    >
      {job.state === 'waiting-for-folder' && (
        <button type="button" className="button" onClick={onChooseFolder}>
          {common.chooseAgain}
        </button>
      )}
    </JobFrame>
  );
}
