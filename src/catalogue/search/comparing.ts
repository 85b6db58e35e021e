/** Asks several encoders the same and tells how far their answers agree with each other and with the products' classes. */
import type { EncoderIdentity } from '../../contract/encoder';
import type { ComparedAnswer, Comparison, SeenPhoto } from '../../contract/encoders';
import { LookalikeError, hasName, throwIfAborted } from '../../shared/errors';
import { bestFor, lookalikesOf } from './answers';
import type { Embeddings } from '../embeddings/embeddings';
import type { ActiveEncoder } from '../active-encoder';
import type { CatalogueContext } from '../catalogue-context';
import type { OpenEmbeddings } from '../embeddings/open-embeddings';
import type { Rows } from '../embeddings/rows';
import { failureOf } from '../jobs/job';

/** Queries of a comparison: at 0.5 a share of so many is known to within 0.07. */
const SAMPLE = 200;
/** Products that only some encoders have embedded are passed over, so many at most for one query. */
const MOST_PASSED_OVER = 1000;

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

/** The encoders of one catalogue compared, from embeddings of theirs that are stored. */
export class Comparing {
  readonly #context: CatalogueContext;
  readonly #open: OpenEmbeddings;
  readonly #active: ActiveEncoder;

  constructor(context: CatalogueContext, open: OpenEmbeddings, active: ActiveEncoder) {
    this.#context = context;
    this.#open = open;
    this.#active = active;
  }

  /** As `EncodersApi.compareAnswers`. */
  async compareAnswers(
    id: string,
    encoders: readonly EncoderIdentity[],
    k: number,
    signal?: AbortSignal,
  ): Promise<readonly ComparedAnswer[]> {
    const answers: ComparedAnswer[] = [];
    for (const encoder of encoders) {
      throwIfAborted(signal);
      const { fingerprint } = encoder;
      try {
        const embeddings = await this.#whole(encoder);
        const matches = await lookalikesOf(
          id,
          k,
          { embeddings, filled: Promise.resolve() },
          this.#context.products,
        );
        answers.push({ fingerprint, matches });
      } catch (error) {
        if (!hasName(error, 'FingerprintMismatch')) throw error;
        answers.push({ fingerprint, failure: failureOf(error, 'FingerprintMismatch') });
      }
    }
    return answers;
  }

  /** As `EncodersApi.comparePhotos`. */
  async comparePhotos(
    seen: readonly SeenPhoto[],
    k: number,
    signal?: AbortSignal,
  ): Promise<readonly ComparedAnswer[]> {
    const answers: ComparedAnswer[] = [];
    for (const { encoder, embedding } of seen) {
      throwIfAborted(signal);
      const { fingerprint } = encoder;
      const matches = await bestFor(
        { embedding, fingerprint },
        k,
        await this.#whole(encoder),
        this.#context.products,
      );
      answers.push({ fingerprint, matches });
    }
    return answers;
  }

  /** As `EncodersApi.compareEncoders`. */
  async compareEncoders(
    encoders: readonly EncoderIdentity[],
    k: number,
    signal?: AbortSignal,
  ): Promise<Comparison> {
    const rowsOf: Rows[] = [];
    for (const encoder of encoders) {
      throwIfAborted(signal);
      rowsOf.push((await this.#whole(encoder)).rows);
    }
    const common = this.#context.products
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
      const tops = await topsOf(await this.#whole(encoder), queries, new Set(common), k, signal);
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

  /** An encoder's embeddings, all of them in memory; others may be put away for it. */
  #whole(encoder: EncoderIdentity): Promise<Embeddings> {
    // the one that answers is filled already, or being filled: what comes behind it here waits for that
    return this.#context.writes.run(async () => {
      const embeddings = await this.#open.open(encoder, this.#active.fingerprint);
      if (!embeddings.isWhole) await embeddings.fill(() => undefined);
      return embeddings;
    });
  }
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
