/** The demo's encoding in; one quiet bar with rate, time left and pause out. */
import { Pause, Play } from 'lucide-react';
import type { DemoEncoding } from '../demo-contract';
import type { DemoCalls } from './use-demo';
import { count, timeLeft } from './format';
import { IconButton } from './IconButton';
import { sentenceFor } from './sentences';

interface DemoBarProps {
  readonly workers: DemoCalls;
  readonly encoding: DemoEncoding;
}

function headline({ state, failure }: DemoEncoding): string {
  if (state === 'running') return 'Encoding the demo for this encoder';
  if (state === 'paused') return 'Paused: encoding the demo';
  const { what, next } = sentenceFor(failure ?? { name: '', message: 'no reason was given' });
  return `${what} ${next}`;
}

export function DemoBar({ workers, encoding }: DemoBarProps) {
  const { state, total, done, perSecond, etaMs } = encoding;
  const figures = [`${count(done)} of ${count(total)}`];
  if (perSecond > 0) figures.push(`${count(Math.round(perSecond))} pictures/s`);
  if (etaMs !== undefined) figures.push(timeLeft(etaMs));
  return (
    <section className="job" aria-label="Encoding the demo">
      <div className="job-row">
        <div className="job-text">
          <p className="job-headline" role="status">
            {headline(encoding)}
          </p>
          <p className="job-figures">{figures.join(' · ')}</p>
        </div>
        {state === 'running' ? (
          <IconButton
            icon={Pause}
            label="Pause"
            title="Pause (K)"
            onClick={() => void workers.catalogue.pause()}
          />
        ) : (
          <IconButton
            icon={Play}
            label="Resume"
            title="Resume (K)"
            onClick={() => void workers.catalogue.resume()}
          />
        )}
      </div>
      <progress className="job-progress" max={total} value={done} aria-label="Pictures done" />
    </section>
  );
}
