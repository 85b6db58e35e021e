/** Addresses on the hub and files in; models that have been tried and kept on this device out. No photo ever comes here. */
import { expose, transferHandlers } from 'comlink';
import type { EncoderCard, EncoderOutput, Preprocessing } from './card';
import { parseEncoderCard } from './encoder/encoder-card';
import { fingerprint } from './encoder/fingerprint';
import { LookalikeError, throwIfAborted } from './errors';
import { hubAddress } from './hub/address';
import { download } from './hub/download';
import { MOST_BYTES, dtypeOf, fileUrl, lookUp } from './hub/look-up';
import { fromProcessor } from './hub/processor';
import { loadModel } from './model/load-model';
import type { KeptFile, KeptModel, ModelProgress, ModelsApi } from './models-contract';
import { devicesToTry } from './runtime/device';
import { sha256 } from './sha256';
import { GrowingFile } from './shelf/growing-file';
import { bytesOf, discard, filesFolder, keep, keptModel, keptModels, openKept, sweep } from './shelf/shelf';
import { SIGNAL_TRANSFER, signalTransfer } from './signal-transfer';
import { examine } from './trial/examine';
import { tryDevices } from './trial/try-devices';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** The one origin that this thread asks; its files may lie on others of the same owner, which the policy names. */
const HUB = 'https://huggingface.co';
/** Of a file of this device that are copied at once. */
const PIECE_BYTES = 2 ** 22;

/** What is known of a model before it is opened. */
interface Arrived {
  readonly name: string;
  readonly origin: string;
  readonly dtype: EncoderCard['dtype'];
  /** The model's own file first. */
  readonly files: readonly KeptFile[];
  readonly preprocessing: Preprocessing;
  readonly output?: EncoderOutput;
}

function textHash(text: string): Promise<string> {
  return sha256(new TextEncoder().encode(text));
}

function totalOf(files: readonly { readonly sizeBytes: number }[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

function refuseTooLarge(sizeBytes: number): void {
  if (sizeBytes <= MOST_BYTES) return;
  throw new LookalikeError('ModelTooLarge', `at most ${MOST_BYTES} bytes were expected, ${sizeBytes} came`);
}

/** Opens what has arrived, tries it, and puts it down. */
async function tried(arrived: Arrived, listener: (progress: ModelProgress) => void): Promise<KeptModel> {
  const { name, origin, dtype, files, preprocessing, output } = arrived;
  const sizeBytes = totalOf(files);
  const tell = (stage: ModelProgress['stage']) => {
    listener({ stage, doneBytes: sizeBytes, totalBytes: sizeBytes });
  };
  tell('checking');
  const hashes = files.map((file) => file.sha256);
  const whole = hashes.length === 1 ? (hashes[0] ?? '') : await textHash(hashes.join(' '));
  const facts = { name, version: '1', sha256: whole, sizeBytes, dtype };
  const { bytes, data = [] } = await openKept({ card: { name }, files });
  const examined = examine({ bytes, data, facts, preprocessing, output });
  // what cannot encode photos is not kept
  const { card, outputs } = await examined.catch(async (error: unknown) => {
    await sweep();
    throw error;
  });
  tell('trying');
  const trial = await tryDevices({ card, bytes, data }, await devicesToTry());
  const id = (await fingerprint(card)).slice(0, 16);
  const model = { id, card, origin, files, outputs, trial };
  await keep(model);
  return model;
}

/** The file's own hash, once it is all there; one that is not what the hub says is thrown away. */
async function checked(file: KeptFile): Promise<KeptFile> {
  try {
    await bytesOf(file);
  } catch (error) {
    await (await filesFolder()).removeEntry(file.key).catch(() => undefined);
    throw error;
  }
  return file;
}

async function hashed(name: string, key: string): Promise<KeptFile> {
  const file = await (await (await filesFolder()).getFileHandle(key)).getFile();
  const hash = await sha256(new Uint8Array(await file.arrayBuffer()));
  return { name, key, sha256: hash, sizeBytes: file.size };
}

/** Copies a file of this device to where the models lie, under its hash. */
async function copied(file: File): Promise<KeptFile> {
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

/** The one model among files, with what belongs to it. */
async function sorted(files: readonly File[]) {
  const models = files.filter(({ name }) => name.endsWith('.onnx'));
  const [own] = models;
  if (!own || models.length > 1) {
    throw new LookalikeError('ModelUnsuitable', `one .onnx file was expected, ${models.length} came`);
  }
  const processor = files.find(({ name }) => name === 'preprocessor_config.json');
  const data = files.filter((file) => file !== own && !file.name.endsWith('.json'));
  refuseTooLarge([own, ...data].reduce((sum, { size }) => sum + size, 0));
  if (!processor) return { own, data };
  let said: unknown;
  try {
    said = JSON.parse(await processor.text());
  } catch (error) {
    throw new LookalikeError('ModelUnsuitable', `${processor.name} is no JSON: ${String(error)}`, {
      cause: error,
    });
  }
  return { own, data, said: fromProcessor(said) };
}

const api = {
  list: keptModels,

  async tryShipped(modelUrl) {
    const model = await loadModel(new URL(modelUrl), parseEncoderCard);
    return { sizeBytes: model.card.sizeBytes, trial: await tryDevices(model, await devicesToTry()) };
  },

  lookUp: async (typed, options) => lookUp(HUB, hubAddress(typed), options?.signal),

  async fetch(model, path, listener, options) {
    const signal = options?.signal;
    const variant = model.variants.find((one) => one.path === path);
    if (!variant) throw new LookalikeError('HubFailed', `${model.repo} has no ${path}`);
    refuseTooLarge(variant.sizeBytes);
    const files: KeptFile[] = [];
    for (const { path: part, sizeBytes, sha256: said } of variant.files) {
      const key = said ?? (await textHash(`${model.repo} ${model.revision} ${part}`));
      const place = await GrowingFile.open(key);
      try {
        await download(fileUrl(HUB, model, part), sizeBytes, place, {
          signal,
          progress: (here) => {
            const doneBytes = totalOf(files) + here;
            listener({ stage: 'fetching', doneBytes, totalBytes: variant.sizeBytes });
          },
        });
      } finally {
        place.close();
      }
      const name = part.slice(part.lastIndexOf('/') + 1);
      files.push(said ? await checked({ name, key, sha256: said, sizeBytes }) : await hashed(name, key));
      throwIfAborted(signal);
    }
    const { repo, preprocessing } = model;
    const name = repo.slice(repo.indexOf('/') + 1);
    return tried({ name, origin: `${repo} · ${path}`, dtype: variant.dtype, files, preprocessing }, listener);
  },

  async take(files, preprocessing, listener) {
    const { own, data, said } = await sorted(files);
    const kept: KeptFile[] = [];
    for (const file of [own, ...data]) kept.push(await copied(file));
    const name = own.name.replace(/\.onnx$/, '');
    const guess = said ?? preprocessing;
    return tried(
      { name, origin: own.name, dtype: dtypeOf(own.name), files: kept, preprocessing: guess },
      listener,
    );
  },

  async correct(id, preprocessing, output) {
    const { card, origin, files } = await keptModel(id);
    const { name, dtype } = card;
    const corrected = await tried({ name, origin, dtype, files, preprocessing, output }, () => undefined);
    if (corrected.id !== id) await discard(id);
    return corrected;
  },

  remove: discard,
} satisfies ModelsApi;

expose(api);
