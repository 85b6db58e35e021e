/** Holds the job that adds products and the offers behind it, and tells from these whether products are being added. */
import type { Offer } from '../../contract/photo';
import type { Job } from './job';

/** `Indexing` changes it; others only ask. */
export class JobQueue {
  /** The newest job, which may have ended. */
  job: Job | undefined;
  /** In their order; each becomes a job when the one before it is done or cancelled. */
  readonly offers: Offer[] = [];

  /** Whether products are being added, or will be without any call. */
  get isAdding(): boolean {
    const state = this.job?.record.state;
    return state === 'running' || (this.offers.length > 0 && (state === 'done' || state === 'cancelled'));
  }
}
