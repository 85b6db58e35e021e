/** Addresses on the hub and files in; models that have been tried and kept on this device out. No photo ever comes here. */
import { expose, transferHandlers } from 'comlink';
import type { EncoderCard, EncoderOutput, Preprocessing } from '../contract/card';
import { parseEncoderCard } from '../encoding/encoder/encoder-card';
import { fingerprint } from '../encoding/encoder/fingerprint';
import { asError, isAbort, throwIfAborted } from '../shared/errors';
import { hubAddress, type HubAddress } from '../models/hub/address';
import { download } from '../models/hub/download';
import { dtypeOf, fileUrl, lookUp } from '../models/hub/look-up';
import { refuseTooLarge, sortFiles } from '../models/hub/sort-files';
import { loadModel } from '../inference/load-model';
import type {
  HubFile,
  KeptFile,
  KeptModel,
  KeptText,
  ModelProgress,
  ModelsApi,
  TextSource,
} from '../contract/models';
import { refusal } from '../contract/reasons';
import { devicesToTry } from '../inference/device';
import { sha256 } from '../shared/sha256';
import { openKeptText } from '../models/shelf/kept-text';
import { GrowingFile } from '../models/shelf/growing-file';
import {
  bytesOf,
  discard,
  filesFolder,
  keep,
  keptModel,
  keptModels,
  openKept,
  sweep,
} from '../models/shelf/shelf';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';
import { examine } from '../models/trial/examine';
import { tryDevices } from '../models/trial/try-devices';
import { tryText } from '../models/trial/try-text';

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
  /** Whether nobody said how it takes photos. */
  readonly isGuess?: boolean;
  /** Absent where it came without a tokenizer. */
  readonly text?: Pick<KeptText, 'files' | 'tokenizer'> | undefined;
  /** Where it was to have one that did not come in. */
  readonly missing?: Pick<KeptModel, 'textRefusal' | 'textFrom'> | undefined;
}

function textHash(text: string): Promise<string> {
  return sha256(new TextEncoder().encode(text));
}

function totalOf(files: readonly { readonly sizeBytes: number }[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** A text model that cannot be used is left out, and why is said: photos are found without it. */
async function triedText(
  { name, files, text, missing }: Pick<Arrived, 'name' | 'files' | 'text' | 'missing'>,
  card: EncoderCard,
  takesWords: boolean,
): Promise<Pick<KeptModel, 'text' | 'textRefusal' | 'textFrom'>> {
  if (missing) return missing;
  // a tokenizer without a text model, as beside many a model of photos alone
  if (!text || (text.files.length === 0 && !takesWords)) return {};
  try {
    const opened = await openKeptText(name, text, files);
    return { text: { ...text, form: await tryText(opened.model, opened.files, card) } };
  } catch (error) {
    return { textRefusal: asError(error).message };
  }
}

/** Opens what has arrived, tries it, and puts it down. */
async function tried(arrived: Arrived, listener: (progress: ModelProgress) => void): Promise<KeptModel> {
  const { name, origin, dtype, files, preprocessing, output, isGuess = false } = arrived;
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
  const { card, outputs, takesWords } = await examined.catch(async (error: unknown) => {
    await sweep();
    throw error;
  });
  tell('trying');
  const trial = await tryDevices({ card, bytes, data }, await devicesToTry());
  const id = (await fingerprint(card)).slice(0, 16);
  const text = await triedText(arrived, card, takesWords);
  const model = { id, card, origin, files, outputs, trial, ...text, ...(isGuess ? { isGuess } : {}) };
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

/** Brings files of a model, one after the other, each from where it stopped. @param progress told the bytes that are here. */
async function fetched(
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
      await download(fileUrl(HUB, model, path), sizeBytes, place, {
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

/** A text half that does not come in is done without, and can be asked for again. */
async function fetchedText(
  from: TextSource,
  progress: (hereBytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<Pick<Arrived, 'text' | 'missing'>> {
  const { files, tokenizer } = from;
  try {
    const came = await fetched(from, [...files, ...tokenizer], progress, signal);
    return { text: { files: came.slice(0, files.length), tokenizer: came.slice(files.length) } };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { missing: { textRefusal: asError(error).message, textFrom: from } };
  }
}

const api = {
  list: keptModels,

  async tryShipped(modelUrl) {
    const model = await loadModel(new URL(modelUrl), parseEncoderCard);
    return { sizeBytes: model.card.sizeBytes, trial: await tryDevices(model, await devicesToTry()) };
  },

  lookUp: async (typed, options) => lookUp(HUB, hubAddress(typed), options?.signal),

  async fetch(model, path, usual, listener, options) {
    const variant = model.variants.find((one) => one.path === path);
    if (!variant) throw refusal('HubFailed', { code: 'hub-file', repo: model.repo, path });
    const { files: own, text: ofText = [], dtype } = variant;
    const { repo, revision, tokenizer, preprocessing = usual } = model;
    const words = tokenizer ? [...ofText, ...tokenizer] : [];
    const totalBytes = totalOf([...own, ...words]);
    refuseTooLarge(totalBytes);
    const from = (beforeBytes: number) => (hereBytes: number) => {
      listener({ stage: 'fetching', doneBytes: beforeBytes + hereBytes, totalBytes });
    };
    const files = await fetched(model, own, from(0), options?.signal);
    const source = tokenizer && { repo, revision, files: ofText, tokenizer };
    const text = source && (await fetchedText(source, from(totalOf(own)), options?.signal));
    const name = repo.slice(repo.indexOf('/') + 1);
    const origin = `${repo} · ${path}`;
    return tried(
      { name, origin, dtype, files, preprocessing, isGuess: !model.preprocessing, ...text },
      listener,
    );
  },

  async fetchText(id, listener, options) {
    const before = await keptModel(id);
    const { textFrom, textRefusal: _refusal, ...model } = before;
    if (!textFrom) return before;
    const totalBytes = totalOf([...textFrom.files, ...textFrom.tokenizer]);
    const progress = (doneBytes: number) => {
      listener({ stage: 'fetching', doneBytes, totalBytes });
    };
    const came = await fetchedText(textFrom, progress, options?.signal);
    listener({ stage: 'trying', doneBytes: totalBytes, totalBytes });
    const { card, files } = model;
    const kept = { ...model, ...(await triedText({ name: card.name, files, ...came }, card, true)) };
    await keep(kept);
    return kept;
  },

  async take(files, preprocessing, listener) {
    const { own, data, text, textRefusal, said } = await sortFiles(files);
    const copiedAll = async (all: readonly File[]) => {
      const kept: KeptFile[] = [];
      for (const file of all) kept.push(await copied(file));
      return kept;
    };
    const kept = await copiedAll([own, ...data]);
    const words = text && {
      files: await copiedAll(text.files),
      tokenizer: await copiedAll(text.tokenizer),
    };
    return tried(
      {
        name: own.name.replace(/\.onnx$/, ''),
        origin: own.name,
        dtype: dtypeOf(own.name),
        files: kept,
        preprocessing: said ?? preprocessing,
        isGuess: !said,
        text: words,
        missing: textRefusal === undefined ? undefined : { textRefusal },
      },
      listener,
    );
  },

  async correct(id, preprocessing, output) {
    const { card, origin, files, text, textRefusal, textFrom } = await keptModel(id);
    const { name, dtype } = card;
    const missing =
      textRefusal === undefined ? undefined : { textRefusal, ...(textFrom ? { textFrom } : {}) };
    const arrived = { name, origin, dtype, files, preprocessing, output, text, missing };
    const corrected = await tried(arrived, () => undefined);
    if (corrected.id !== id) await discard(id);
    return corrected;
  },

  remove: discard,

  ping() {
    // that it answers is the answer
  },
} satisfies ModelsApi;

expose(api);
