/** Lists the command of jobs. */
import { common } from '../messages/common';
import type { Command } from './command';

/** What the key of jobs acts on. */
export interface JobTarget {
  /** Pauses the running job or resumes the paused or failed one; absent until the state of jobs is known. */
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
