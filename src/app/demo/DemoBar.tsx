/** Draws the bar of the job that encodes the demo. */
import type { DemoEncoding } from '../../contract/demo';
import type { DemoCalls } from './use-demo';
import { failureText, figuresOf } from '../jobs/job-words';
import { JobFrame, pauseBy, resumeBy } from '../jobs/JobFrame';
import { demo } from '../messages/demo';

interface DemoBarProps {
  readonly workers: DemoCalls;
  readonly encoding: DemoEncoding;
}

function headline({ state, failure }: DemoEncoding): string {
  if (state === 'running') return demo.running;
  if (state === 'paused') return demo.paused;
  return failureText(failure);
}

export function DemoBar({ workers, encoding }: DemoBarProps) {
  const isRunning = encoding.state === 'running';
  return (
    <JobFrame
      label={demo.bar}
      headline={headline(encoding)}
      figures={figuresOf(encoding, demo.picturesPerSecond)}
      progress={{ done: encoding.done, total: encoding.total, label: demo.picturesDone }}
      pause={isRunning && pauseBy(() => workers.catalogue.pause())}
      resume={!isRunning && resumeBy(() => workers.catalogue.resume())}
    />
  );
}
