/** Fetches a model's files from the hub to where the models lie, each from where an earlier call stopped. */
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

/** Holds a file to the hub's hash; one with another hash is deleted. */
async function checked(file: KeptFile): Promise<KeptFile> {
  try {
    await bytesOf(file);
  } catch (error) {
    // `error` says that the file is no good; what stays of it goes with the next `sweep`
    await (await filesFolder()).removeEntry(file.key).catch(() => undefined);
    throw error;
  }
  return file;
}

/** A file whose hash the hub does not say. */
async function hashed(name: string, key: string): Promise<KeptFile> {
  const file = await (await (await filesFolder()).getFileHandle(key)).getFile();
  const hash = await sha256(new Uint8Array(await file.arrayBuffer()));
  return { name, key, sha256: hash, sizeBytes: file.size };
}

/**
 * Fetches one file after the other.
 *
 * @param hub its origin.
 * @param progress called with the bytes of all `wanted` that are here.
 * @returns them in the order of `wanted`.
 * Rejects as `download`, with `ModelCorrupt` where a hash is not the hub's, and with `AbortError`; what has come by then
 * is the beginning of the next call.
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
