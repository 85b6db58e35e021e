/** Encodes the photos of an offer and adds them as products. */
import type { ActiveEncoder } from '../active-encoder';
import type { CatalogueContext } from '../catalogue-context';
import type { JobRecord } from '../../store/schema';
import type { RateMeter } from '../../shared/rate';
import { batchChange } from './batch';
import { requireOneEncoder, type Finished, type PhotoWork } from './photo-work';
import type { IndexOutcome } from './photo-encoder';
import type { PhotoSource } from './photo-source';
import type { Stager } from './stager';

/** What of its job the work needs. */
export interface AddedOffer {
  /** Undefined for loose photos. */
  readonly folder: string | undefined;
  readonly source: PhotoSource;
  /** Puts the photos aside as they are added; undefined where nothing has to be. */
  readonly stager: Stager | undefined;
}

/** The work of a job that adds products, by the encoder that answers. */
export class AddPhotos implements PhotoWork {
  readonly #context: CatalogueContext;
  readonly #active: ActiveEncoder;
  readonly #offer: AddedOffer;
  readonly #rate: RateMeter;

  /** @param rate of photos that are stored. */
  constructor(context: CatalogueContext, active: ActiveEncoder, offer: AddedOffer, rate: RateMeter) {
    this.#context = context;
    this.#active = active;
    this.#offer = offer;
    this.#rate = rate;
  }

  encodeBatch(photos: readonly Blob[]): Promise<readonly IndexOutcome[]> {
    return this.#active.channel.call((encoder) => encoder.encodeBatch(photos));
  }

  isSettled(): boolean {
    return false;
  }

  isUnchanged(path: string, hash: string): boolean {
    const { products } = this.#context;
    const { rows } = this.#active.current().embeddings;
    const ids = this.#offer.folder === undefined ? products.withHash(hash) : [path];
    return ids.some((id) => products.get(id)?.hash === hash && rows.rowOf(id) !== undefined);
  }

  async commit(job: JobRecord, finished: readonly Finished[]): Promise<JobRecord> {
    const { source, stager } = this.#offer;
    await stager?.reached(job.position + finished.length - 1);
    return this.#context.writes.run(async () => {
      const { name, store, products, productsReplaced } = this.#context;
      const { embeddings } = this.#active.current();
      const by = embeddings.encoder.fingerprint;
      requireOneEncoder(finished, by);
      const has = (id: string) => embeddings.rows.rowOf(id) !== undefined;
      const kept = (position: number) => source.keptKey(position);
      const change = batchChange(name, products, job, finished, has, kept, Date.now());
      const changed = change.products.filter(({ id, hash }) => (products.get(id)?.hash ?? hash) !== hash);
      const plan = await embeddings.plan(change.replaced, change.added);
      await store.commit({ ...change, ...plan });
      for (const product of change.products) products.put(product);
      await embeddings.apply(plan, change.replaced, change.added);
      await productsReplaced.emit({ ids: changed.map(({ id }) => id), by });
      this.#rate.add(finished.length);
      return change.job;
    });
  }
}
