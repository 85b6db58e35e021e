/** Opens the app's own workers, indexes a gallery and answers queries. */
import type { Encoded, PhotoOffer } from '../../src/contract/photo';
import type { EncoderFacts, EncoderOptions } from '../../src/contract/encoder';
import { asError } from '../../src/shared/errors';
import { startWorkers, type Workers } from '../../src/threads/start-photos';
import type { IndexedGallery, QueryAnswer, Seen } from '../page-calls';
import { base64Of } from './base64';
import { JobWatch } from './job-watch';
import { fetchPhoto } from './photos';
import { seenOf } from './seen';

const REPORT_EVERY = 100;

/** The app without its page. */
export class OpenedApp {
  readonly facts: EncoderFacts;
  readonly #workers: Workers;
  readonly #jobs: JobWatch;

  private constructor(workers: Workers, jobs: JobWatch, facts: EncoderFacts) {
    this.#workers = workers;
    this.#jobs = jobs;
    this.facts = facts;
  }

  /** Starts the workers as the app does, and waits for the encoder. */
  static async open(options: EncoderOptions): Promise<OpenedApp> {
    const workers = startWorkers(options);
    const jobs = new JobWatch();
    await workers.open(jobs.listener);
    return new OpenedApp(workers, jobs, await workers.encoder.load());
  }

  /** Adds a folder and waits until it is indexed. The catalogue reports that up to 0.2 s late, which is included. */
  async index(photos: readonly PhotoOffer[]): Promise<IndexedGallery> {
    const { catalogue } = this.#workers;
    const folder = photos[0]?.path.split('/')[0];
    const from = performance.now();
    const id = await catalogue.add({ folder, photos });
    const { encoded } = await this.#jobs.ended(id, () => catalogue.list(0, 0));
    const seconds = (performance.now() - from) / 1000;
    return { seconds, encoded, skipped: await catalogue.skipped() };
  }

  /** What the encoder saw of each product's photo, in the order of adding. */
  async gallerySeen(): Promise<readonly Seen[]> {
    const { catalogue } = this.#workers;
    const products = await catalogue.list(0, Number.MAX_SAFE_INTEGER);
    const seen: Seen[] = [];
    for (const { id } of products) seen.push(seenOf(await catalogue.view(id)));
    return seen;
  }

  /** One photo, as a query. */
  async encode(photo: Blob): Promise<Encoded> {
    return this.#workers.encoder.encode(photo);
  }

  /** Encodes each photo as a query: float32 in base64, empty for one that fails, which is logged. */
  async embeddings(photos: readonly PhotoOffer[]): Promise<readonly string[]> {
    const embeddings: string[] = [];
    for (const { path, photo } of photos) {
      try {
        if (!photo) throw new Error('there is no photo');
        const { embedding } = await this.encode(photo);
        embeddings.push(
          base64Of(new Uint8Array(embedding.buffer, embedding.byteOffset, embedding.byteLength)),
        );
      } catch (thrown) {
        console.info(`${path}: ${asError(thrown).message}`);
        embeddings.push('');
      }
    }
    return embeddings;
  }

  async clear(): Promise<void> {
    await this.#workers.catalogue.clear();
  }

  /** Answers one query after the other; a photo that fails is reported and skipped. */
  async answer(ks: readonly number[]): Promise<readonly QueryAnswer[]> {
    const { encoder, catalogue } = this.#workers;
    const answers: QueryAnswer[] = [];
    for (const [position, k] of ks.entries()) {
      try {
        const photo = await fetchPhoto('queries', position, String(position));
        const { embedding, view } = await encoder.encode(photo);
        const matches = await catalogue.search(embedding, k);
        answers.push({ ids: matches.map(({ product }) => product.id), seen: seenOf(view) });
      } catch (thrown) {
        const { name, message } = asError(thrown);
        answers.push({ failure: { name, message } });
      }
      if (answers.length % REPORT_EVERY === 0) console.info(`${answers.length} of ${ks.length} queries`);
    }
    return answers;
  }
}
