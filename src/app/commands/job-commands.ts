/** Lists the command of jobs. */
import { common } from '../messages/common';
import type { Command } from './command';

/** What the key of jobs acts on. */
export interface JobTarget {
  /** Pauses the job that runs, or has the one that stands still go on; absent while nothing is known of jobs. */
  readonly pauseOrResume: (() => void) | undefined;
}

export const pauseOrResume: Command<JobTarget> = {
  id: 'pause-or-resume',
  key: 'k',
  label: common.pause,
  title: common.pause,
  isEnabled: ({ pauseOrResume: act }) => act !== undefined,
  run: ({ pauseOrResume: act }) => act?.(),
};
