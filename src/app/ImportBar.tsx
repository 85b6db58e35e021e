/** The progress of an import in; one quiet bar with rate, time left, pause and cancel out. */
import { Pause, Play, X } from 'lucide-react';
import type { ImportProgress, VectorsFacts } from '../vectors-contract';
import type { VectorWorkers } from '../workers';
import { count, timeLeft } from './format';
import { IconButton } from './IconButton';
import { sentenceFor } from './sentences';

interface ImportBarProps {
  readonly catalogue: VectorWorkers['catalogue'];
  readonly job: ImportProgress;
  readonly stored: VectorsFacts | undefined;
}

function headline({ name, state, failure }: ImportProgress): string {
  switch (state) {
    case 'running':
      return `Opening “${name}”`;
    case 'paused':
      return `Paused: “${name}”`;
    case 'done':
      return `“${name}” is open`;
    case 'cancelled':
      return `Cancelled: “${name}”. Nothing of it was kept.`;
    case 'interrupted':
      return `“${name}” was cut off when its tab closed, and nothing of it was kept. Open the files again.`;
    case 'failed': {
      const { what, next } = sentenceFor(failure ?? { name: '', message: 'no reason was given' });
      return `“${name}”: ${what} ${next}`;
    }
  }
}

function figures(
  { state, done, total, perSecond, etaMs, failure }: ImportProgress,
  numbered: boolean,
): string {
  if (state === 'failed') return sentenceFor(failure ?? { name: '', message: '' }).detail ?? '';
  if (state === 'interrupted') return `It has ${count(total)} vectors.`;
  const parts = [`${count(done)} of ${count(total)}`];
  if (perSecond > 0) parts.push(`${count(Math.round(perSecond))} vectors/s`);
  if (etaMs !== undefined) parts.push(timeLeft(etaMs));
  if (state === 'done' && numbered) parts.push('no file of names came: called by their row, from 0');
  return parts.join(' · ');
}

export function ImportBar({ catalogue, job, stored }: ImportBarProps) {
  const active = job.state === 'running' || job.state === 'paused';
  return (
    <section className="job" aria-label="Opening vectors">
      <div className="job-row">
        <div className="job-text">
          <p className="job-headline" role="status">
            {headline(job)}
          </p>
          <p className="job-figures">
            {figures(job, stored !== undefined && stored.namesFrom === undefined)}
          </p>
        </div>
        {job.state === 'running' && (
          <IconButton icon={Pause} label="Pause" title="Pause (K)" onClick={() => void catalogue.pause()} />
        )}
        {job.state === 'paused' && (
          <IconButton icon={Play} label="Resume" title="Resume (K)" onClick={() => void catalogue.resume()} />
        )}
        <IconButton
          icon={X}
          label={active ? 'Cancel' : 'Dismiss'}
          title={active ? 'Cancel: nothing of it stays' : 'Dismiss'}
          onClick={() => void (active ? catalogue.cancel() : catalogue.dismissJob())}
        />
      </div>
      {active && (
        <progress
          className="job-progress"
          max={Math.max(1, job.total)}
          value={job.done}
          aria-label="Vectors done"
        />
      )}
    </section>
  );
}
