/** Seconds in; a thread that is taken for so long out. */
import { expose } from 'comlink';
import type { Pinged } from '../../src/contract/ping';

export interface BusyApi {
  /** Gives the seconds back afterwards. */
  take(seconds: number): number;
}

const api = {
  take(seconds) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, seconds * 1000);
    return seconds;
  },

  ping() {
    // that it answers is the answer
  },
} satisfies BusyApi & Pinged;

expose(api);
