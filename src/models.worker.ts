/** Addresses on the hub and files in; models that have been tried and kept on this device out. No photo ever comes here. */
import { expose, transferHandlers } from 'comlink';
import type { EncoderCard, EncoderOutput, Preprocessing } from './card';
import { parseEncoderCard } from './encoder/encoder-card';
import { fingerprint } from './encoder/fingerprint';
import { LookalikeError, asError, throwIfAborted } from './errors';
import { hubAddress } from './hub/address';
import { download } from './hub/download';
import { MOST_BYTES, TOKENIZER, dtypeOf, fileUrl, lookUp } from './hub/look-up';
import { fromProcessor } from './hub/processor';
import { loadModel } from './model/load-model';
import type {
  HubFile,
  HubModel,
  KeptFile,
  KeptModel,
  KeptText,
  ModelProgress,
  ModelsApi,
} from './models-contract';
import { devicesToTry } from './runtime/device';
import { sha256 } from './sha256';
import { openKeptText } from './shelf/kept-text';
import { GrowingFile } from './shelf/growing-file';
import { bytesOf, discard, filesFolder, keep, keptModel, keptModels, openKept, sweep } from './shelf/shelf';
import { SIGNAL_TRANSFER, signalTransfer } from './signal-transfer';
import { examine } from './trial/examine';
import { tryDevices } from './trial/try-devices';
import { tryText } from './trial/try-text';

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

/** A text model that cannot be used is left out, and why is said: photos are found without it. */
async function triedText(
  { name, files, text }: Pick<Arrived, 'name' | 'files' | 'text'>,
  card: EncoderCard,
  takesWords: boolean,
): Promise<Pick<KeptModel, 'text' | 'textRefusal'>> {
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

/** What files of this device are, by their names. */
interface Sorted {
  readonly own: File;
  readonly data: readonly File[];
  readonly text?: { readonly files: readonly File[]; readonly tokenizer: readonly File[] };
  /** What `preprocessor_config.json` says. */
  readonly said?: Preprocessing;
}

/** The one model among files, its text model where there is one, with what belongs to them. */
async function sorted(files: readonly File[]): Promise<Sorted> {
  const models = files.filter(({ name }) => name.endsWith('.onnx'));
  const text = models.find(({ name }) => name.startsWith('text_'));
  const [own, ...others] = models.filter((file) => file !== text || models.length === 1);
  if (!own || others.length > 0) {
    throw new LookalikeError(
      'ModelUnsuitable',
      `one .onnx file was expected, with text_….onnx beside it where it has one, ${models.length} came`,
    );
  }
  const processor = files.find(({ name }) => name === 'preprocessor_config.json');
  const rest = files.filter((file) => !models.includes(file) && !file.name.endsWith('.json'));
  const ofText = rest.filter(({ name }) => text && name.startsWith(text.name));
  const data = rest.filter((file) => !ofText.includes(file));
  const tokenizer = TOKENIZER.flatMap((name) => files.filter((file) => file.name === name));
  const words = text && own !== text ? [text, ...ofText] : [];
  const sorts = {
    own,
    data,
    ...(tokenizer[0]?.name === TOKENIZER[0] ? { text: { files: words, tokenizer } } : {}),
  };
  refuseTooLarge([own, ...data, ...words].reduce((sum, { size }) => sum + size, 0));
  if (!processor) return sorts;
  let said: unknown;
  try {
    said = JSON.parse(await processor.text());
  } catch (error) {
    throw new LookalikeError('ModelUnsuitable', `${processor.name} is no JSON: ${String(error)}`, {
      cause: error,
    });
  }
  return { ...sorts, said: fromProcessor(said) };
}

/** Brings files of a model, one after the other, each from where it stopped. */
async function fetched(
  model: HubModel,
  wanted: readonly HubFile[],
  listener: (progress: ModelProgress) => void,
  signal: AbortSignal | undefined,
): Promise<readonly KeptFile[]> {
  const totalBytes = totalOf(wanted);
  const files: KeptFile[] = [];
  for (const { path, sizeBytes, sha256: said } of wanted) {
    const key = said ?? (await textHash(`${model.repo} ${model.revision} ${path}`));
    const place = await GrowingFile.open(key);
    try {
      await download(fileUrl(HUB, model, path), sizeBytes, place, {
        signal,
        progress: (here) => {
          listener({ stage: 'fetching', doneBytes: totalOf(files) + here, totalBytes });
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

const api = {
  list: keptModels,

  async tryShipped(modelUrl) {
    const model = await loadModel(new URL(modelUrl), parseEncoderCard);
    return { sizeBytes: model.card.sizeBytes, trial: await tryDevices(model, await devicesToTry()) };
  },

  lookUp: async (typed, options) => lookUp(HUB, hubAddress(typed), options?.signal),

  async fetch(model, path, usual, listener, options) {
    const variant = model.variants.find((one) => one.path === path);
    if (!variant) throw new LookalikeError('HubFailed', `${model.repo} has no ${path}`);
    const { text: ofText = [], dtype } = variant;
    const tokenizer = model.tokenizer ?? [];
    const words = tokenizer.length > 0 ? [...ofText, ...tokenizer] : [];
    const wanted = [...variant.files, ...words];
    refuseTooLarge(totalOf(wanted));
    const came = await fetched(model, wanted, listener, options?.signal);
    const ownCount = variant.files.length;
    const textCount = ownCount + words.length - tokenizer.length;
    const { repo, preprocessing = usual } = model;
    return tried(
      {
        name: repo.slice(repo.indexOf('/') + 1),
        origin: `${repo} · ${path}`,
        dtype,
        files: came.slice(0, ownCount),
        preprocessing,
        isGuess: !model.preprocessing,
        ...(words.length > 0
          ? { text: { files: came.slice(ownCount, textCount), tokenizer: came.slice(textCount) } }
          : {}),
      },
      listener,
    );
  },

  async take(files, preprocessing, listener) {
    const { own, data, text, said } = await sorted(files);
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
      },
      listener,
    );
  },

  async correct(id, preprocessing, output) {
    const { card, origin, files, text } = await keptModel(id);
    const { name, dtype } = card;
    const arrived = { name, origin, dtype, files, preprocessing, output, text };
    const corrected = await tried(arrived, () => undefined);
    if (corrected.id !== id) await discard(id);
    return corrected;
  },

  remove: discard,
} satisfies ModelsApi;

expose(api);
