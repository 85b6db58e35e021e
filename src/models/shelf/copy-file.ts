/** Copies a file of this device into the models' folder, under its hash. */
import type { KeptFile } from '../../contract/models';
import { sha256 } from '../../shared/sha256';
import { GrowingFile } from './growing-file';

/** Bytes per copied piece. */
const PIECE_BYTES = 2 ** 22;

/** Rejects with `StorageFull` or `StorageFailed`; bytes written by then stay until `sweep`. */
export async function copyFile(file: File): Promise<KeptFile> {
  const hash = await sha256(new Uint8Array(await file.arrayBuffer()));
  const place = await GrowingFile.open(hash);
  try {
    place.empty();
    for (let at = 0; at < file.size; at += PIECE_BYTES) {
      place.append(new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer()));
    }
  } finally {
    place.close();
  }
  return { name: file.name, key: hash, sha256: hash, sizeBytes: file.size };
}
