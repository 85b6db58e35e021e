/** Counts a worker as dead once it has answered nothing for too long. */
import type { Pinged } from '../../contract/ping';
import type { WorkerHandle } from './worker-handle';

/** Time between two pings. */
const TICK_MS = 1000;

/**
 * Counts a blocked worker as dead, since its callers would wait forever. In Firefox under WebDriver, about one worker
 * in forty that starts a worker of its own, as the runtime does for threads, blocks in `new Worker`. Others may too.
 *
 * It counts the page's own ticks, so that time in which the machine sleeps does not count. Counting starts with the
 * first answer, as a worker's files may load slowly.
 *
 * @param watched answers `ping` whenever its thread is free.
 * @param patience seconds for which its thread may be blocked.
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
    // the ping rejects when the worker has died or was closed: the watch ends
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
