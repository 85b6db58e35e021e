/** Works out what the finished photos of a batch change in the catalogue. */
import type { FocusView } from '../../contract/photo';
import type { SkippedPhoto } from '../../contract/job';
import type { JobRecord, OriginalKey, ProductRecord, ThumbnailRecord } from '../../store/schema';
import type { Row } from '../embeddings/block-book';
import { productId, productName, type KnownPhotos } from '../products/identity';
import type { Finished } from './photo-work';
import type { ProductList } from '../products/product-list';

/** What a batch changes, before it is stored. */
export interface BatchChange {
  readonly job: JobRecord;
  readonly products: readonly ProductRecord[];
  readonly thumbnails: readonly Omit<ThumbnailRecord, 'catalogue'>[];
  readonly skipped: readonly (SkippedPhoto & { readonly position: number })[];
  readonly removedOriginals: readonly OriginalKey[];
  /** Embeddings to add. */
  readonly added: readonly Row[];
  /** Products whose former embedding goes. */
  readonly replaced: readonly string[];
}

/** The catalogue as it will be with what the batch has decided so far. */
class Draft implements KnownPhotos {
  readonly products = new Map<string, ProductRecord>();
  readonly #list: ProductList;

  constructor(list: ProductList) {
    this.#list = list;
  }

  get(id: string): ProductRecord | undefined {
    return this.products.get(id) ?? this.#list.get(id);
  }

  hashOf(id: string): string | undefined {
    return this.get(id)?.hash;
  }

  withHash(hash: string): readonly string[] {
    const drafted = [...this.products.values()].filter((product) => product.hash === hash);
    return [...drafted.map((product) => product.id), ...this.#list.withHash(hash)];
  }
}

function sameKey(a: OriginalKey | undefined, b: OriginalKey | undefined): boolean {
  return a?.join('/') === b?.join('/');
}

/**
 * Works out what a batch changes; nothing is changed yet.
 *
 * @param hasEmbedding whether a product has one of the open encoder.
 * @param keptKey where the bytes of a position have been put aside.
 * @param now milliseconds since 1970 for products that are new.
 */
export function batchChange(
  catalogue: string,
  list: ProductList,
  job: JobRecord,
  finished: readonly Finished[],
  hasEmbedding: (id: string) => boolean,
  keptKey: (position: number) => OriginalKey | undefined,
  now: number,
): BatchChange {
  const draft = new Draft(list);
  const thumbnails = new Map<string, { jpeg: ArrayBuffer; view: FocusView }>();
  const rows = new Map<string, Row>();
  const replaced = new Set<string>();
  const removedOriginals: OriginalKey[] = [];
  const skipped: (SkippedPhoto & { position: number })[] = [];
  const counts = { encoded: 0, unchanged: 0, skipped: 0 };

  for (const photo of finished) {
    const { position } = photo;
    counts[photo.kind] += 1;
    const kept = keptKey(position);
    if (photo.kind !== 'encoded') {
      if (kept) removedOriginals.push(kept);
      if (photo.kind === 'skipped') skipped.push({ ...photo.skipped, position });
      continue;
    }
    const { path, hash, encoded, photo: bytes } = photo;
    const { folder } = job;
    const id = productId(draft, path, hash, folder);
    const old = draft.get(id);
    const original = kept ?? old?.original;
    if (old?.original && !sameKey(old.original, original)) removedOriginals.push(old.original);
    if (hasEmbedding(id)) replaced.add(id);
    draft.products.set(id, {
      catalogue,
      id,
      name: old?.name ?? productName(id),
      hash,
      width: encoded.width,
      height: encoded.height,
      sizeBytes: bytes.size,
      addedAt: old?.addedAt ?? now,
      sequence: old?.sequence ?? list.nextSequence(),
      ...(folder === undefined ? {} : { folder }),
      ...(original ? { original } : {}),
    });
    rows.set(id, { id, hash, embedding: encoded.embedding });
    thumbnails.set(id, { jpeg: encoded.jpeg, view: encoded.view });
  }
  return {
    job: {
      ...job,
      position: job.position + finished.length,
      encoded: job.encoded + counts.encoded,
      unchanged: job.unchanged + counts.unchanged,
      skipped: job.skipped + counts.skipped,
    },
    products: [...draft.products.values()],
    thumbnails: [...thumbnails].map(([id, thumbnail]) => ({ id, ...thumbnail })),
    skipped,
    removedOriginals,
    added: [...rows.values()],
    replaced: [...replaced],
  };
}
