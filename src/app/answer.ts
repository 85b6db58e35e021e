/** A query and its focus in; the query's matches and what the encoder saw of it out. */
import type { Encoded, Focus, Product } from '../contract';
import { hasName } from '../errors';
import type { WithProducts, Workers } from '../workers';
import { K, type Answer, type Query } from './query';

/** A switch of encoders may come while a photo is encoded; more than one is somebody's play with the buttons. */
const MOST_TRIES = 3;

/** A search that was asked for. */
export interface Question {
  readonly query: Query;
  readonly focus: Focus;
  /** Kept, so that a changed catalogue is searched again without encoding. */
  encoded?: Encoded;
}

/** What a question can be asked of. */
export type Answering = Pick<Workers, 'encoder'> & WithProducts;

/**
 * Answers a question. A product of the catalogue in its own focus is looked up; everything else passes through the
 * encoder, a product by its thumbnail.
 *
 * @throws what encoder and catalogue throw; `AbortError` once the signal has fired.
 */
export async function answer(workers: Answering, question: Question, signal: AbortSignal): Promise<Answer> {
  const { encoder, catalogue } = workers;
  const { query, focus } = question;
  if (query.kind === 'vector') return { matches: await catalogue.lookalikes(query.id, K, { signal }) };
  if (query.kind === 'product' && focus === 'auto') {
    const [matches, view] = await Promise.all([
      catalogue.lookalikes(query.id, K, { signal }),
      catalogue.view(query.id),
    ]);
    return { matches, view };
  }
  const photo = async () => (query.kind === 'photo' ? query.photo : catalogue.thumbnail(query.id));
  // the product itself is most often among its own matches: one more is asked for, so that K are left
  const k = query.kind === 'photo' ? K : K + 1;
  for (let tries = 1; ; tries += 1) {
    question.encoded ??= await encoder.encode(await photo(), { focus, signal });
    const { embedding, fingerprint, view } = question.encoded;
    try {
      const matches = await catalogue.search(embedding, k, { signal, fingerprint });
      return { matches: matches.filter(({ product }) => !isQuery(query, product)).slice(0, K), view };
    } catch (error) {
      if (!hasName(error, 'FingerprintMismatch') || tries === MOST_TRIES) throw error;
      // another encoder has taken over since: it sees the photo anew
      delete question.encoded;
    }
  }
}

function isQuery(query: Query, product: Product): boolean {
  return query.kind === 'product' && query.id === product.id;
}
