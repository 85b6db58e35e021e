/** A started worker in; its death, once it has answered nothing for too long, out. */
import type { Raced } from './worker-handle';

/** Between two questions. */
const TICK_MS = 1000;

/**
 * Has a worker that stands still count as dead: whoever waits for it would wait for ever. In Firefox, steered by a driver,
 * that befalls one in some forty that start a worker of their own, as the runtime does for its threads: `new Worker` does
 * not return. Nothing says that it may not befall others.
 *
 * Counted are the page's own ticks, so that a machine that slept has not waited; and only from the first answer on, as a
 * worker's files may come slowly.
 *
 * @param ping asks the worker for an answer; it gives one whenever its thread is free.
 * @param patience seconds for which its thread may be taken.
 */
export function watch<Api>(
  raced: Raced<Api>,
  ping: (api: Raced<Api>['api']) => Promise<void>,
  patience: number,
): void {
  let isAsked = true;
  let missed = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const answered = () => {
    isAsked = false;
    missed = 0;
    timer ??= setInterval(tick, TICK_MS);
  };
  const ask = () => {
    // one that has died or was ended is not asked again
    raced.call(ping(raced.api)).then(answered, () => clearInterval(timer));
  };
  const tick = () => {
    if (!isAsked) {
      isAsked = true;
      ask();
      return;
    }
    missed += 1;
    if (missed < patience) return;
    raced.worker.terminate();
    raced.die(`it answered nothing for ${patience} seconds`);
  };
  ask();
}
