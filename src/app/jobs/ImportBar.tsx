/** The progress of an import in; one quiet bar with rate, time left, pause and cancel out. */
import { Pause, Play, X } from 'lucide-react';
import type { ImportProgress, VectorsFacts } from '../../contract/vectors';
import type { VectorWorkers } from '../../threads/start-photos';
import { withKey } from '../commands/command';
import { pauseOrResume } from '../commands/job-commands';
import { IconButton } from '../ui/IconButton';
import { sentenceFor } from '../ui/sentences';
import { useReason } from '../ui/use-reason';
import { common } from '../messages/common';
import { vectors } from '../messages/vectors';

interface ImportBarProps {
  readonly catalogue: VectorWorkers['catalogue'];
  readonly job: ImportProgress;
  readonly stored: VectorsFacts | undefined;
}

function headline({ name, state, failure }: ImportProgress): string {
  switch (state) {
    case 'running':
      return vectors.running(name);
    case 'paused':
      return vectors.paused(name);
    case 'done':
      return vectors.done(name);
    case 'cancelled':
      return vectors.cancelled(name);
    case 'interrupted':
      return vectors.interrupted(name);
    case 'failed': {
      const { what, next } = sentenceFor(failure ?? { name: '', message: common.noReason });
      return vectors.failed(name, `${what} ${next}`);
    }
  }
}

function figures({ state, done, total, perSecond, etaMs }: ImportProgress, numbered: boolean): string {
  if (state === 'interrupted') return vectors.has(total);
  const parts = [common.partOf(done, total)];
  if (perSecond > 0) parts.push(vectors.perSecond(perSecond));
  if (etaMs !== undefined) parts.push(common.timeLeft(etaMs));
  if (state === 'done' && numbered) parts.push(vectors.noNames);
  return parts.join(' · ');
}

export function ImportBar({ catalogue, job, stored }: ImportBarProps) {
  const failure = job.state === 'failed' ? job.failure : undefined;
  const reason = useReason(failure && sentenceFor(failure).detail);
  const active = job.state === 'running' || job.state === 'paused';
  return (
    <section className="job" aria-label={vectors.opening}>
      <div className="job-row">
        <div className="job-text">
          <p className="job-headline" role="status">
            {headline(job)}
          </p>
          <p className="job-figures">
            {job.state === 'failed'
              ? reason
              : figures(job, stored !== undefined && stored.namesFrom === undefined)}
          </p>
        </div>
        {job.state === 'running' && (
          <IconButton
            icon={Pause}
            label={common.pause}
            title={withKey(common.pause, pauseOrResume)}
            onClick={() => void catalogue.pause()}
          />
        )}
        {job.state === 'paused' && (
          <IconButton
            icon={Play}
            label={common.resume}
            title={withKey(common.resume, pauseOrResume)}
            onClick={() => void catalogue.resume()}
          />
        )}
        <IconButton
          icon={X}
          label={active ? common.cancel : common.dismiss}
          title={active ? vectors.cancelTitle : common.dismiss}
          onClick={() => void (active ? catalogue.cancel() : catalogue.dismissJob())}
        />
      </div>
      {active && (
        <progress
          className="job-progress"
          max={Math.max(1, job.total)}
          value={job.done}
          aria-label={vectors.vectorsDone}
        />
      )}
    </section>
  );
}
