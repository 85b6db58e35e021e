/** The demo's encoding in; one quiet bar with rate, time left and pause out. */
import { Pause, Play } from 'lucide-react';
import type { DemoEncoding } from '../../contract/demo';
import type { DemoCalls } from './use-demo';
import { withKey } from '../commands/command';
import { pauseOrResume } from '../commands/job-commands';
import { IconButton } from '../ui/IconButton';
import { sentenceFor } from '../ui/sentences';
import { common } from '../messages/common';
import { demo } from '../messages/demo';

interface DemoBarProps {
  readonly workers: DemoCalls;
  readonly encoding: DemoEncoding;
}

function headline({ state, failure }: DemoEncoding): string {
  if (state === 'running') return demo.running;
  if (state === 'paused') return demo.paused;
  const { what, next } = sentenceFor(failure ?? { name: '', message: common.noReason });
  return `${what} ${next}`;
}

export function DemoBar({ workers, encoding }: DemoBarProps) {
  const { state, total, done, perSecond, etaMs } = encoding;
  const figures = [common.partOf(done, total)];
  if (perSecond > 0) figures.push(demo.picturesPerSecond(perSecond));
  if (etaMs !== undefined) figures.push(common.timeLeft(etaMs));
  return (
    <section className="job" aria-label={demo.bar}>
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
            label={common.pause}
            title={withKey(common.pause, pauseOrResume)}
            onClick={() => void workers.catalogue.pause()}
          />
        ) : (
          <IconButton
            icon={Play}
            label={common.resume}
            title={withKey(common.resume, pauseOrResume)}
            onClick={() => void workers.catalogue.resume()}
          />
        )}
      </div>
      <progress className="job-progress" max={total} value={done} aria-label={demo.picturesDone} />
    </section>
  );
}
