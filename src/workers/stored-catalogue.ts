/** Opens the one catalogue of photos, once its worker is the only one that writes it. */
import { Catalogue } from '../catalogue/catalogue';
import { becomeOwner } from '../catalogue/owner';
import { openDatabase } from '../store/database';
import { Store } from '../store/store';
import { TableStore } from '../store/table-store';

const NAME = 'default';
/** What a device has where the browser does not say. */
const USUAL_GIB = 4;

let pending: Promise<Catalogue> | undefined;

/** The same catalogue at every call; after a failure it is tried anew. Rejects with `CatalogueInUse`, `StorageFailed`. */
export function storedCatalogue(): Promise<Catalogue> {
  pending ??= becomeOwner(NAME)
    .then(() => openDatabase())
    .then(
      (db) =>
        new Catalogue(new Store(db, NAME), new TableStore(db, NAME), NAME, undefined, memoryForEncoders()),
    )
    .catch((error: unknown) => {
      pending = undefined;
      throw error;
    });
  return pending;
}

/** What the embeddings of several encoders may take together: an eighth of what the browser tells of. */
function memoryForEncoders(): number {
  const gibibytes: unknown = Reflect.get(navigator, 'deviceMemory');
  return ((typeof gibibytes === 'number' ? gibibytes : USUAL_GIB) * 2 ** 30) / 8;
}
