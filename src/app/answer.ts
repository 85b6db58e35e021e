/** A query, its focus and the words beside it in; the query's matches and what the encoder saw of it out. */
import type { Encoded, Focus } from '../contract';
import { LookalikeError, throwIfAborted } from '../errors';
import type { WithProducts, Workers } from '../workers';
import { K, type Answer, type Query } from './query';
import { mixed, type Words } from './words-in-space';

/** A search that was asked for. */
export interface Question {
  readonly query: Query;
  readonly focus: Focus;
  readonly words?: Words | undefined;
  /** Kept, so that a changed catalogue is searched again without encoding. */
  encoded?: Encoded;
}

/** What a question can be asked of. */
export type Answering = Pick<Workers, 'encoder'> &
  WithProducts & {
    /** Encodes a text into the photos' space; absent where the open encoder has no text model. */
    readonly encodeText?: ((text: string) => Promise<Float32Array>) | undefined;
  };

async function embeddingOf(text: string, { encodeText }: Answering): Promise<Float32Array> {
  if (!encodeText) throw new LookalikeError('ModelMissing', 'the open encoder has no text model');
  return encodeText(text);
}

/**
 * Answers a question. A product of the catalogue in its own focus, without words, is looked up; everything else passes
 * through the encoder, a product by its thumbnail. Words alone have no cut-off: scores of words are low by nature.
 *
 * @throws what encoder and catalogue throw; `AbortError` once the signal has fired.
 */
export async function answer(workers: Answering, question: Question, signal: AbortSignal): Promise<Answer> {
  const { encoder, catalogue } = workers;
  const { query, focus, words } = question;
  if (query.kind === 'vector') return { matches: await catalogue.lookalikes(query.id, K, { signal }) };
  if (query.kind === 'words') {
    const embedding = await embeddingOf(query.name, workers);
    throwIfAborted(signal);
    return { matches: await catalogue.search(embedding, K, { signal }) };
  }
  if (query.kind === 'product' && focus === 'auto' && !words) {
    const [matches, view] = await Promise.all([
      catalogue.lookalikes(query.id, K, { signal }),
      catalogue.view(query.id),
    ]);
    return { matches, view };
  }
  if (!question.encoded) {
    const photo = query.kind === 'photo' ? query.photo : await catalogue.thumbnail(query.id);
    question.encoded = await encoder.encode(photo, { focus, signal });
  }
  const { embedding: photo, view } = question.encoded;
  const embedding = words ? mixed(photo, await embeddingOf(words.text, workers), words.share) : photo;
  throwIfAborted(signal);
  if (query.kind === 'photo') return { matches: await catalogue.search(embedding, K, { signal }), view };
  // the product itself is most often among its own matches: one more is asked for, so that K are left
  const matches = await catalogue.search(embedding, K + 1, { signal });
  return { matches: matches.filter(({ product }) => product.id !== query.id).slice(0, K), view };
}
