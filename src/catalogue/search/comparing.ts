/** Encoders and queries in; each one's answers, and how far they agree with each other and with the products' classes, out. */
import type { EncoderIdentity } from '../../contract/catalogue';
import type { ComparedAnswer, Comparison, SeenPhoto } from '../../contract/encoders';
import { LookalikeError, hasName, throwIfAborted } from '../../shared/errors';
import { bestFor, lookalikesOf } from './answers';
import type { Embeddings } from '../embeddings/embeddings';
import { failureOf } from '../jobs/job';
import type { ProductList } from '../products/product-list';
import type { Rows } from '../embeddings/rows';

/** Queries of a comparison: at 0.5 a share of so many is known to within 0.07. */
const SAMPLE = 200;
/** Products that only some encoders have embedded are passed over, so many at most for one query. */
const MOST_PASSED_OVER = 1000;

/** What comparing needs of the catalogue. */
export interface ComparingHost {
  readonly products: ProductList;
  /** An encoder's embeddings, all of them in memory; others may be put away for it. */
  readonly whole: (encoder: EncoderIdentity) => Promise<Embeddings>;
}

/** The folder that a product's photo lies in; undefined where it was given singly. */
function classOf(id: string): string | undefined {
  const slash = id.lastIndexOf('/');
  return slash < 0 ? undefined : id.slice(0, slash);
}

/** Share of `reference` that is in `other`, 0..1; 1 where there is nothing to find. */
function overlapOf(reference: readonly string[], other: readonly string[]): number {
  if (reference.length === 0) return 1;
  const there = new Set(other);
  return reference.filter((id) => there.has(id)).length / reference.length;
}

/** At most `count` of the list, spread evenly over it. */
function spread<T>(list: readonly T[], count: number): readonly T[] {
  if (list.length <= count) return list;
  return Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]!);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of one product. Rejects with `ProductMissing`. */
export async function compareAnswers(
  { products, whole }: ComparingHost,
  id: string,
  encoders: readonly EncoderIdentity[],
  k: number,
  signal: AbortSignal | undefined,
): Promise<readonly ComparedAnswer[]> {
  const answers: ComparedAnswer[] = [];
  for (const encoder of encoders) {
    throwIfAborted(signal);
    const { fingerprint } = encoder;
    try {
      const embeddings = await whole(encoder);
      const matches = await lookalikesOf(id, k, { embeddings, filled: Promise.resolve() }, products);
      answers.push({ fingerprint, matches });
    } catch (error) {
      if (!hasName(error, 'FingerprintMismatch')) throw error;
      answers.push({ fingerprint, failure: failureOf(error, 'FingerprintMismatch') });
    }
  }
  return answers;
}

/** Of one photo from outside. Rejects with `VectorInvalid`, `AbortError`. */
export async function comparePhotos(
  { products, whole }: ComparingHost,
  seen: readonly SeenPhoto[],
  k: number,
  signal: AbortSignal | undefined,
): Promise<readonly ComparedAnswer[]> {
  const answers: ComparedAnswer[] = [];
  for (const { encoder, embedding } of seen) {
    throwIfAborted(signal);
    const { fingerprint } = encoder;
    const matches = await bestFor({ embedding, fingerprint }, k, await whole(encoder), products);
    answers.push({ fingerprint, matches });
  }
  return answers;
}

/** Rejects with `AbortError`. */
export async function compareEncoders(
  { products, whole }: ComparingHost,
  encoders: readonly EncoderIdentity[],
  k: number,
  signal: AbortSignal | undefined,
): Promise<Comparison> {
  const rowsOf: Rows[] = [];
  for (const encoder of encoders) {
    throwIfAborted(signal);
    rowsOf.push((await whole(encoder)).rows);
  }
  const common = products
    .ordered()
    .map(({ id }) => id)
    .filter((id) => rowsOf.every((rows) => rows.rowOf(id) !== undefined));
  const sizes = new Map<string, number>();
  for (const id of common) {
    const own = classOf(id);
    if (own !== undefined) sizes.set(own, (sizes.get(own) ?? 0) + 1);
  }
  const isClassed = (id: string) => sizes.size > 1 && (sizes.get(classOf(id) ?? '') ?? 0) > 1;
  const queries = spread(common, SAMPLE);
  const found: (readonly (readonly string[])[])[] = [];
  for (const encoder of encoders) {
    const tops = await topsOf(await whole(encoder), queries, new Set(common), k, signal);
    found.push(tops);
  }
  const classed = queries.flatMap((id, i) => (isClassed(id) ? [{ own: classOf(id), i }] : []));
  const precisionOf = (tops: readonly (readonly string[])[]) =>
    mean(classed.map(({ own, i }) => (tops[i] ?? []).filter((id) => classOf(id) === own).length / k));
  return {
    queries: queries.length,
    classed: classed.length,
    classes: sizes.size > 1 ? sizes.size : 0,
    encoders: encoders.map(({ fingerprint }, e) => ({
      fingerprint,
      ...(classed.length === 0 ? {} : { precision: precisionOf(found[e] ?? []) }),
    })),
    overlap: found.map((one) =>
      found.map((other) =>
        queries.length === 0 ? 1 : mean(queries.map((_, i) => overlapOf(one[i] ?? [], other[i] ?? []))),
      ),
    ),
  };
}

/** The k best of each query among the products that all encoders have embedded. */
async function topsOf(
  embeddings: Embeddings,
  queries: readonly string[],
  common: ReadonlySet<string>,
  k: number,
  signal: AbortSignal | undefined,
): Promise<readonly (readonly string[])[]> {
  const { rows } = embeddings;
  const asked = k + Math.min(MOST_PASSED_OVER, rows.size - common.size);
  const tops: (readonly string[])[] = [];
  for (const id of queries) {
    throwIfAborted(signal);
    const row = rows.rowOf(id);
    if (row === undefined) throw new LookalikeError('ProductMissing', `${id} was removed amid a comparison`);
    const matches = await embeddings.searchRow(row, asked);
    const ids = matches.flatMap((match) => rows.idAt(match.row) ?? []);
    tops.push(ids.filter((other) => common.has(other)).slice(0, k));
  }
  return tops;
}
