/** Stores installed models in the origin's private file system, and checks their bytes against their hashes. */
import { LookalikeError, asError } from '../../shared/errors';
import type { KeptFile, KeptModel } from '../../contract/models';
import { refusal } from '../../contract/reasons';
import type { ModelBytes } from '../../inference/session';
import { sha256 } from '../../shared/sha256';

const FOLDER = 'models';
const FILES = 'files';

async function folder(): Promise<FileSystemDirectoryHandle> {
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  } catch (error) {
    throw new LookalikeError('StorageFailed', `the models’ folder: ${asError(error).message}`, {
      cause: error,
    });
  }
}

/** The folder of the models' files, named by their keys. */
export async function filesFolder(): Promise<FileSystemDirectoryHandle> {
  return (await folder()).getDirectoryHandle(FILES, { create: true });
}

async function read(file: FileSystemFileHandle): Promise<KeptModel> {
  return JSON.parse(await (await file.getFile()).text()) as KeptModel;
}

/** Lists every model on this device, by name. Records are not validated: only this app can write there. */
export async function keptModels(): Promise<readonly KeptModel[]> {
  const models: KeptModel[] = [];
  for await (const entry of (await folder()).values()) {
    // a record whose writing was interrupted does not parse and is skipped
    if (entry.kind === 'file')
      await read(entry).then(
        (model) => models.push(model),
        () => undefined,
      );
  }
  return models.toSorted((one, other) => one.card.name.localeCompare(other.card.name));
}

/** Reads a model's record. Rejects with `ModelMissing` where it has been removed. */
export async function keptModel(id: string): Promise<KeptModel> {
  try {
    return await read(await (await folder()).getFileHandle(`${id}.json`));
  } catch (error) {
    throw new LookalikeError(
      'ModelMissing',
      `the model ${id} is not on this device: ${asError(error).message}`,
      {
        cause: error,
      },
    );
  }
}

/** Stores a model's record; its files are already stored. Rejects with `StorageFailed`. */
export async function keep(model: KeptModel): Promise<void> {
  try {
    const file = await (await folder()).getFileHandle(`${model.id}.json`, { create: true });
    const writable = await file.createWritable();
    await writable.write(JSON.stringify(model));
    await writable.close();
  } catch (error) {
    throw new LookalikeError('StorageFailed', `the record of ${model.card.name}: ${asError(error).message}`, {
      cause: error,
    });
  }
}

/** All files of a model: its own, its text model's and its tokenizer's. */
function filesOf({ files, text }: KeptModel): readonly KeptFile[] {
  return [...files, ...(text?.files ?? []), ...(text?.tokenizer ?? [])];
}

/** Deletes files that no model uses: of models that were deleted, refused, or only partly fetched. */
export async function sweep(): Promise<void> {
  const used = new Set((await keptModels()).flatMap((model) => filesOf(model).map(({ key }) => key)));
  const files = await filesFolder();
  const left: string[] = [];
  for await (const key of files.keys()) if (!used.has(key)) left.push(key);
  // a file that is being written cannot be removed; the next sweep removes it
  for (const key of left) await files.removeEntry(key).catch(() => undefined);
}

/** Deletes a model, and every file that no other model uses. */
export async function discard(id: string): Promise<void> {
  await (await folder()).removeEntry(`${id}.json`).catch(() => undefined);
  await sweep();
}

/** Reads a whole file, owned by the caller. Rejects with `ModelMissing`, or `ModelCorrupt` where it has changed. */
export async function bytesOf({ name, key, sha256: expected }: KeptFile): Promise<Uint8Array<ArrayBuffer>> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    const handle = await (await filesFolder()).getFileHandle(key);
    bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  } catch (error) {
    const reason = { code: 'model-gone', file: name, why: asError(error).message } as const;
    throw refusal('ModelMissing', reason, { cause: error });
  }
  const hash = await sha256(bytes);
  if (hash !== expected) {
    throw refusal('ModelCorrupt', { code: 'model-hash', file: name, came: hash, expected });
  }
  return bytes;
}

/** Reads a model with its files. Rejects as `bytesOf`. */
export async function openKept<Named extends { readonly name: string }>({
  card,
  files,
}: {
  readonly card: Named;
  readonly files: readonly KeptFile[];
}): Promise<{ readonly card: Named } & ModelBytes> {
  const [own, ...rest] = files;
  if (!own) throw new LookalikeError('ModelCorrupt', `${card.name} has no file, one at least was expected`);
  const bytes = await bytesOf(own);
  const data: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  for (const file of rest) data.push({ name: file.name, bytes: await bytesOf(file) });
  return { card, bytes, data };
}
