/** Answers a query, with its focus and words, by its matches and by what the encoder saw. */
import type { Encoded, Focus, FocusView } from '../../contract/photo';
import type { Product } from '../../contract/product';
import { LookalikeError, hasName, throwIfAborted } from '../../shared/errors';
import type { WithProducts, Workers } from '../../threads/start-photos';
import { K, type Answer, type Query } from './query';
import { mixed, type Words } from './words-in-space';

/** Most tries of a search, which is retried when the active encoder changes meanwhile. */
const MOST_TRIES = 3;

/** What a search is made of. */
export interface Question {
  readonly query: Query;
  readonly focus: Focus;
  readonly words?: Words | undefined;
  /** Cache: a changed catalogue is searched again without encoding again. */
  encoded?: Encoded;
}

/** The embedding of a text in the space of an encoder's photos. */
export interface EncodedText {
  /** float32 [dims] of unit length, owned by the caller. */
  readonly embedding: Float32Array;
  /** Fingerprint of that encoder. */
  readonly fingerprint: string;
}

/** Encodes words for the active encoder. */
export interface WordsCalls {
  /** Whether the active encoder has a text model; undefined until it is loaded. */
  readonly areTaken: boolean | undefined;
  /** Waits until the active encoder is loaded. Rejects with `ModelMissing` where it has no text model. */
  encode(text: string): Promise<EncodedText>;
}

/** The workers that answer a question. */
export type Answering = Pick<Workers, 'encoder'> & WithProducts & { readonly words: WordsCalls };

/** An encoded question; `view` is what the encoder saw, absent for words alone. */
interface Asked extends EncodedText {
  readonly view?: FocusView;
}

/**
 * Encodes a question's words, its photo, or both into one embedding between them. A product in automatic focus uses the
 * embedding stored when it was added, which was made from its whole photo.
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
 * Answers a question. A product in automatic focus uses its stored embedding, mixed with the words where there are any.
 * Everything else is encoded by the active encoder; a product in another focus by its thumbnail. Words alone have no
 * cut-off: their scores are low by nature.
 *
 * Rejects with what the encoder and the catalogue reject with; with `AbortError` once the signal has fired.
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
  // the product itself is usually among its own matches: search for one more, so that K are left without it
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
      // another encoder became active meanwhile: encode the photo again with that one
      delete question.encoded;
    }
  }
}

function isQuery(query: Query, product: Product): boolean {
  return query.kind === 'product' && query.id === product.id;
}
