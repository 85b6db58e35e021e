/** Turns a catalogue's states into a promise of each job's end. */
import type { CatalogueState } from '../../src/contract/catalogue';
import type { JobProgress } from '../../src/contract/job';

const REPORT_MS = 5000;
const HEARTBEAT_MS = 10_000;

/** Follows the jobs of one catalogue. */
export class JobWatch {
  #job: JobProgress | undefined;
  #look: () => void = () => undefined;
  #reportedAt = 0;

  /** Listener to subscribe to the catalogue. */
  readonly listener = ({ job }: CatalogueState): void => {
    this.#job = job;
    if (job?.state === 'running' && performance.now() - this.#reportedAt > REPORT_MS) {
      this.#reportedAt = performance.now();
      console.info(`${job.done} of ${job.total} photos, ${job.perSecond.toFixed(1)}/s`);
    }
    this.#look();
  };

  /**
   * Resolves when the job is done; rejects when it ends otherwise.
   *
   * @param alive any call to the catalogue's worker: it rejects when the worker is dead, which no state reports.
   */
  async ended(id: string, alive: () => Promise<unknown>): Promise<JobProgress> {
    let heartbeat: number | undefined;
    this.#reportedAt = performance.now();
    try {
      return await new Promise<JobProgress>((resolve, reject) => {
        heartbeat = window.setInterval(() => {
          alive().catch(reject);
        }, HEARTBEAT_MS);
        this.#look = () => {
          const job = this.#job;
          if (job?.id !== id || job.state === 'running') return;
          if (job.state === 'done') resolve(job);
          else
            reject(
              new Error(`the job ended as ${job.state}: ${job.failure?.message ?? 'no reason was given'}`),
            );
        };
        this.#look();
      });
    } finally {
      window.clearInterval(heartbeat);
      this.#look = () => undefined;
    }
  }
}
