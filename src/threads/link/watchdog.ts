/** Counts a worker as dead once it has answered nothing for too long. */
import type { Pinged } from '../../contract/ping';
import type { WorkerHandle } from './worker-handle';

/** Between two questions. */
const TICK_MS = 1000;

/**
 * Counts a worker that stands still as dead, since its callers would wait for ever. In Firefox, steered by a driver, that
 * befalls one in some forty that start a worker of their own, as the runtime does for its threads: `new Worker` does not
 * return. Nothing says that it may not befall others.
 *
 * Counted are the page's own ticks, so that a machine that slept has not waited; and only from the first answer on, as a
 * worker's files may come slowly.
 *
 * @param watched answers `ping` whenever its thread is free.
 * @param patience seconds for which its thread may be taken.
 */
export function watchdog(watched: WorkerHandle<Pinged>, patience: number): void {
  let isAsked = true;
  let missed = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const answered = () => {
    isAsked = false;
    missed = 0;
    timer ??= setInterval(tick, TICK_MS);
  };
  const ask = () => {
    // a worker that has died or was closed is not asked again
    watched.call((api) => api.ping()).then(answered, () => clearInterval(timer));
  };
  const tick = () => {
    if (!isAsked) {
      isAsked = true;
      ask();
      return;
    }
    missed += 1;
    if (missed < patience) return;
    watched.worker.terminate();
    watched.die(`it answered nothing for ${patience} seconds`);
  };
  ask();
}
