/** Takes the sole right to write a catalogue, until this worker ends. */
import { LookalikeError } from '../shared/errors';

/** A tab that was just closed may hold its lock a moment longer. */
const LOCK_PATIENCE_MS = 4000;

/** Two tabs must not write one catalogue. Rejects with `CatalogueInUse` where another one holds it. */
export async function becomeOwner(name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    navigator.locks
      .request(`lookalike-${name}`, { signal: AbortSignal.timeout(LOCK_PATIENCE_MS) }, () => {
        resolve();
        return new Promise<never>(() => undefined);
      })
      .catch((cause: unknown) => {
        reject(new LookalikeError('CatalogueInUse', 'another tab holds the catalogue open', { cause }));
      });
  });
}
