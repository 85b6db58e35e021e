/** Opens the one catalogue of photos, once its worker is the only one that writes it. */
import { Catalogue } from '../catalogue/catalogue';
import { becomeOwner } from '../catalogue/owner';
import { openDatabase } from '../store/database';
import { Store } from '../store/store';
import { TableStore } from '../store/table-store';

const NAME = 'default';
/** Memory that is assumed where the browser does not state it. */
const USUAL_GIB = 4;

let pending: Promise<Catalogue> | undefined;

/** Opens the catalogue once; a failure is retried at the next call. Rejects with `CatalogueInUse`, `StorageFailed`. */
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

/** Memory limit in bytes for the embeddings of all encoders together: an eighth of the device's. */
function memoryForEncoders(): number {
  const gibibytes: unknown = Reflect.get(navigator, 'deviceMemory');
  return ((typeof gibibytes === 'number' ? gibibytes : USUAL_GIB) * 2 ** 30) / 8;
}
