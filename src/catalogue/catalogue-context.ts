/** Holds what all parts of one catalogue share, and the events by which they answer each other. */
import { AsyncEmitter, Emitter } from '../shared/emitter';
import { SerialQueue } from '../shared/serial-queue';
import type { Store } from '../store/store';
import { ProductList } from './products/product-list';

/** Products whose photo was replaced or removed. */
export interface ReplacedProducts {
  readonly ids: readonly string[];
  /** Fingerprint of the encoder whose embeddings already follow this; those of all others of `ids` count no more. */
  readonly by: string;
}

/** Parts get this by their constructors and each other one way only; what goes back is an event. */
export class CatalogueContext {
  /** Of the catalogue within the stores. */
  readonly name: string;
  readonly store: Store;
  readonly products = new ProductList();
  /** Handles by the name of their folder. */
  readonly folders = new Map<string, FileSystemDirectoryHandle>();
  /** Runs one change of disk and index after the other. */
  readonly writes = new SerialQueue();

  /** Something that the catalogue's state shows is another by now. */
  readonly changed = new Emitter();
  /** No products are being added any more: their job is done, cancelled, paused or failed, and none comes next. */
  readonly jobEnded = new Emitter();
  /** The embeddings of this fingerprint are about to change. Emitted within `writes`: its listeners must not wait for them. */
  readonly beforeChange = new AsyncEmitter<string>();
  /** Emitted within `writes`, once disk and list are changed. */
  readonly productsReplaced = new AsyncEmitter<ReplacedProducts>();

  constructor(name: string, store: Store) {
    this.name = name;
    this.store = store;
  }
}
