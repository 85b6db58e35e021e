/** Draws the bar of an import of vectors. */
import type { ImportProgress, VectorsFacts } from '../../contract/vectors';
import type { VectorWorkers } from '../../threads/start-photos';
import { failureText, figuresOf } from './job-words';
import { JobFrame, pauseBy, resumeBy } from './JobFrame';
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
    case 'failed':
      return vectors.failed(name, failureText(failure));
  }
}

function figures(job: ImportProgress, isNumbered: boolean): string[] {
  if (job.state === 'interrupted') return [vectors.has(job.total)];
  const parts = figuresOf(job, vectors.perSecond);
  if (job.state === 'done' && isNumbered) parts.push(vectors.noNames);
  return parts;
}

export function ImportBar({ catalogue, job, stored }: ImportBarProps) {
  const failure = job.state === 'failed' ? job.failure : undefined;
  const reason = useReason(failure && sentenceFor(failure).detail);
  const active = job.state === 'running' || job.state === 'paused';
  const isNumbered = stored !== undefined && stored.namesFrom === undefined;
  return (
    <JobFrame
      label={vectors.opening}
      headline={headline(job)}
      figures={job.state === 'failed' ? [reason ?? ''] : figures(job, isNumbered)}
      progress={active && { done: job.done, total: job.total, label: vectors.vectorsDone }}
      pause={job.state === 'running' && pauseBy(() => catalogue.pause())}
      resume={job.state === 'paused' && resumeBy(() => catalogue.resume())}
      end={{
        label: active ? common.cancel : common.dismiss,
        title: active ? vectors.cancelTitle : common.dismiss,
        run: () => (active ? catalogue.cancel() : catalogue.dismissJob()),
      }}
    />
  );
}
