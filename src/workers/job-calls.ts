/** Answers calls about the jobs that add photos to a worker's catalogue. */
import type { Catalogue } from '../catalogue/catalogue';
import type { CatalogueApi } from '../contract/catalogue';
import type { PhotoOffer } from '../contract/photo';

type JobCalls = Pick<
  CatalogueApi,
  'collect' | 'add' | 'pause' | 'resume' | 'cancel' | 'dismissJob' | 'skipped' | 'vanished'
>;

/** @param opened resolves with the catalogue, or rejects with why there is none. */
export function jobCalls(opened: () => Promise<Catalogue>): JobCalls {
  /** Lists of offers that are still being sent. */
  const collected = new Map<string, PhotoOffer[]>();
  return {
    async collect(offer, photos) {
      const before = collected.get(offer);
      if (before) before.push(...photos);
      else collected.set(offer, [...photos]);
    },
    async add(offer, from) {
      const photos = collected.get(offer) ?? [];
      collected.delete(offer);
      return (await opened()).add({ ...from, photos });
    },
    pause: async () => (await opened()).pause(),
    resume: async () => (await opened()).resume(),
    cancel: async () => (await opened()).cancel(),
    dismissJob: async () => (await opened()).dismissJob(),
    skipped: async () => (await opened()).skipped(),
    vanished: async () => (await opened()).vanished(),
  };
}
