/** A query, its focus and the words beside it in; the query's matches and what the encoder saw of it out. */
import type { Encoded, Focus, FocusView } from '../../contract/photo';
import type { Product } from '../../contract/product';
import { LookalikeError, hasName, throwIfAborted } from '../../shared/errors';
import type { WithProducts, Workers } from '../../threads/start-photos';
import { K, type Answer, type Query } from './query';
import { mixed, type Words } from './words-in-space';

/** A switch of encoders may come while a photo is encoded; more than one is somebody's play with the buttons. */
const MOST_TRIES = 3;

/** A search that was asked for. */
export interface Question {
  readonly query: Query;
  readonly focus: Focus;
  readonly words?: Words | undefined;
  /** Kept, so that a changed catalogue is searched again without encoding. */
  encoded?: Encoded;
}

/** A text in the space of an encoder's photos. */
export interface EncodedText {
  /** float32 [dims] of unit length, owned by the caller. */
  readonly embedding: Float32Array;
  /** Of that encoder. */
  readonly fingerprint: string;
}

/** Words, as the encoder that answers takes them. */
export interface WordsCalls {
  /** Whether it has a text model; undefined until it is loaded. */
  readonly areTaken: boolean | undefined;
  /** Waits until it is loaded. Rejects with `ModelMissing` where it has no text model. */
  encode(text: string): Promise<EncodedText>;
}

/** What a question can be asked of. */
export type Answering = Pick<Workers, 'encoder'> & WithProducts & { readonly words: WordsCalls };

/** What is searched with, and what the encoder saw of it where it is no text. */
interface Asked extends EncodedText {
  readonly view?: FocusView;
}

/**
 * Encodes what a question has to be encoded of: its words, its photo, or both into one embedding between them. A product
 * in its own focus has been encoded, from its whole photo, when it was added.
 */
async function encoded(
  { encoder, catalogue, words: calls }: Answering,
  question: Question,
  signal: AbortSignal,
): Promise<Asked> {
  const { query, focus, words } = question;
  if (query.kind === 'words') return calls.encode(query.name);
  const photo = async () => (query.kind === 'photo' ? query.photo : catalogue.thumbnail(query.id));
  const seen = async () => (question.encoded ??= await encoder.encode(await photo(), { focus, signal }));
  const indexed = async (id: string) => {
    const [own, view] = await Promise.all([catalogue.embedding(id), catalogue.view(id)]);
    return { ...own, view };
  };
  const { embedding, fingerprint, view } =
    query.kind === 'product' && focus === 'auto' ? await indexed(query.id) : await seen();
  if (!words) return { embedding, fingerprint, view };
  const text = await calls.encode(words.text);
  if (text.fingerprint !== fingerprint) {
    throw new LookalikeError(
      'FingerprintMismatch',
      `words of the encoder ${text.fingerprint} came, ${fingerprint} was expected, which saw the photo`,
    );
  }
  return { embedding: mixed(embedding, text.embedding, words.share), fingerprint, view };
}

/**
 * Answers a question. A product of the catalogue in its own focus is looked up, without words, or mixed with them as it
 * was embedded; everything else passes through the encoder that answers, a product in another focus by its thumbnail. Words alone have no cut-off: scores of words are low by
 * nature.
 *
 * @throws what encoder and catalogue throw; `AbortError` once the signal has fired.
 */
export async function answer(workers: Answering, question: Question, signal: AbortSignal): Promise<Answer> {
  const { catalogue } = workers;
  const { query, focus, words } = question;
  if (query.kind === 'vector') return { matches: await catalogue.lookalikes(query.id, K, { signal }) };
  if (query.kind === 'product' && focus === 'auto' && !words) {
    const [matches, view] = await Promise.all([
      catalogue.lookalikes(query.id, K, { signal }),
      catalogue.view(query.id),
    ]);
    return { matches, view };
  }
  // the product itself is most often among its own matches: one more is asked for, so that K are left
  const k = query.kind === 'product' ? K + 1 : K;
  for (let tries = 1; ; tries += 1) {
    try {
      const { embedding, fingerprint, view } = await encoded(workers, question, signal);
      throwIfAborted(signal);
      const matches = await catalogue.search(embedding, k, { signal, fingerprint });
      const others = matches.filter(({ product }) => !isQuery(query, product)).slice(0, K);
      return { matches: others, ...(view ? { view } : {}) };
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
