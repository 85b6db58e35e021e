/** What another encoder saw of a product's photo in; the product's thumbnail, stored with it, out. */
import type { IDBPObjectStore, StoreNames } from 'idb';
import type { FocusView } from '../contract/photo';
import type { Schema } from './schema';

type ThumbnailStore = IDBPObjectStore<Schema, StoreNames<Schema>[], 'thumbnails', 'readwrite'>;

/** What an encoder saw that embedded a product which was there already. */
export interface LaterView {
  /** Of the product. */
  readonly id: string;
  readonly fingerprint: string;
  readonly view: FocusView;
}

/** Leaves the picture as it is; a product without one is passed over. */
export async function putLaterView(
  store: ThumbnailStore,
  catalogue: string,
  { id, fingerprint, view }: LaterView,
): Promise<void> {
  const record = await store.get([catalogue, id]);
  if (record) await store.put({ ...record, laterViews: { ...record.laterViews, [fingerprint]: view } });
}
