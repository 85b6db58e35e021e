/** Stores what a later encoder saw of a product's photo beside the product's thumbnail. */
import type { IDBPTransaction, StoreNames } from 'idb';
import type { FocusView } from '../contract/photo';
import type { Schema } from './schema';
import { startingWith } from './transaction';

type Transaction = Pick<IDBPTransaction<Schema, StoreNames<Schema>[], 'readwrite'>, 'objectStore'>;

/** What an encoder saw of a product that was in the catalogue before that encoder embedded it. */
export interface LaterView {
  /** Of the product. */
  readonly id: string;
  readonly fingerprint: string;
  readonly view: FocusView;
}

/**
 * Adds views beside the thumbnails, which stay as they are; a product without a thumbnail is skipped. Views of encoders
 * whose embeddings were deleted are dropped here: at the deletion, finding them would read every thumbnail.
 */
export function* putLaterViews(
  tx: Transaction,
  catalogue: string,
  views: readonly LaterView[],
): Generator<Promise<void>> {
  const asked = new Map<string, Promise<boolean>>();
  const hasEmbeddings = (fingerprint: string) => {
    const known = asked.get(fingerprint);
    if (known) return known;
    const key = tx.objectStore('blocks').getKey(startingWith(catalogue, fingerprint));
    const answer = key.then((found) => found !== undefined);
    asked.set(fingerprint, answer);
    return answer;
  };
  for (const view of views) yield putLaterView(tx, catalogue, view, hasEmbeddings);
}

async function putLaterView(
  tx: Transaction,
  catalogue: string,
  { id, fingerprint, view }: LaterView,
  hasEmbeddings: (fingerprint: string) => Promise<boolean>,
): Promise<void> {
  const store = tx.objectStore('thumbnails');
  const record = await store.get([catalogue, id]);
  if (!record) return;
  const laterViews: Record<string, FocusView> = {};
  for (const [other, seen] of Object.entries(record.laterViews ?? {})) {
    if (other !== fingerprint && (await hasEmbeddings(other))) laterViews[other] = seen;
  }
  await store.put({ ...record, laterViews: { ...laterViews, [fingerprint]: view } });
}
