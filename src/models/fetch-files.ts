/** Fetches a model's files from the hub into the models' folder and resumes interrupted downloads. */
import type { HubFile, KeptFile } from '../contract/models';
import { throwIfAborted } from '../shared/errors';
import { sha256 } from '../shared/sha256';
import type { HubAddress } from './hub/address';
import { download } from './hub/download';
import { fileUrl } from './hub/look-up';
import { GrowingFile } from './shelf/growing-file';
import { bytesOf, filesFolder } from './shelf/shelf';

/** SHA-256 of a text's UTF-8 bytes. */
export function textHash(text: string): Promise<string> {
  return sha256(new TextEncoder().encode(text));
}

export function totalOf(files: readonly { readonly sizeBytes: number }[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** Checks a file against the hub's hash and deletes it if the hash differs. */
async function checked(file: KeptFile): Promise<KeptFile> {
  try {
    await bytesOf(file);
  } catch (error) {
    // `error` reports the bad file; if it cannot be removed now, the next `sweep` removes it
    await (await filesFolder()).removeEntry(file.key).catch(() => undefined);
    throw error;
  }
  return file;
}

/** Records a file for which the hub states no hash, with the hash of its bytes. */
async function hashed(name: string, key: string): Promise<KeptFile> {
  const file = await (await (await filesFolder()).getFileHandle(key)).getFile();
  const hash = await sha256(new Uint8Array(await file.arrayBuffer()));
  return { name, key, sha256: hash, sizeBytes: file.size };
}

/**
 * Fetches one file after the other.
 *
 * @param hub origin of the hub.
 * @param progress called with the bytes of all `wanted` that are stored.
 * @returns them in the order of `wanted`.
 * Rejects as `download`, with `ModelCorrupt` where a hash is not the hub's, and with `AbortError`. Bytes stored by then
 * stay, and the next call resumes after them.
 */
export async function fetchFiles(
  hub: string,
  model: HubAddress,
  wanted: readonly HubFile[],
  progress: (hereBytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<readonly KeptFile[]> {
  const files: KeptFile[] = [];
  for (const { path, sizeBytes, sha256: said } of wanted) {
    const key = said ?? (await textHash(`${model.repo} ${model.revision} ${path}`));
    const place = await GrowingFile.open(key);
    try {
      await download(fileUrl(hub, model, path), sizeBytes, place, {
        signal,
        progress: (here) => {
          progress(totalOf(files) + here);
        },
      });
    } finally {
      place.close();
    }
    const name = path.slice(path.lastIndexOf('/') + 1);
    files.push(said ? await checked({ name, key, sha256: said, sizeBytes }) : await hashed(name, key));
    throwIfAborted(signal);
  }
  return files;
}
