/** Photos in; embeddings and thumbnails out: the thread that decodes and runs the models. */
import { expose, transfer, transferHandlers } from 'comlink';
import PQueue from 'p-queue';
import type { EncodeOutcome, Encoded, EncoderApi, EncoderFacts } from '../contract/catalogue';
import { startHelper } from './encoder-helper';
import { encoderCard, folder, loadParts, type Loaded } from '../models/open-encoder';
import { fingerprint } from '../encoding/encoder/fingerprint';
import { Helpers } from '../encoding/encoder/helpers';
import { LookalikeError, asError, hasName, nameOf, throwIfAborted } from '../shared/errors';
import { parseFocusCard } from '../encoding/focus/focus-card';
import { focused } from '../encoding/focus/focused';
import {
  OFF,
  readForFocus,
  readPart,
  readWhole,
  type ForFocus,
  type Seen,
} from '../encoding/focus/read-photo';
import { decode } from '../image/decode';
import { preview } from '../image/preview';
import { openResizer } from '../image/open-resizer';
import { batchTensor } from '../image/tensor';
import { loadCard, modelFiles } from '../inference/load-model';
import { keptModel } from '../models/shelf/shelf';
import { SIGNAL_TRANSFER, signalTransfer } from '../threads/link/signal-transfer';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** Decoded photos held at once: a large one takes 400 MB. */
const PHOTOS_AT_ONCE = 8;

/** A call's place in the queues. */
interface Turn {
  readonly priority: number;
  readonly signal?: AbortSignal;
}
const QUERY: Turn = { priority: 1 };
const BULK: Turn = { priority: 0 };

const decoding = new PQueue({ concurrency: PHOTOS_AT_ONCE });
/** One session call at a time; a query may slip in between a batch's focus and its encoding. */
const running = new PQueue({ concurrency: 1 });

let loading: Promise<Loaded> | undefined;
const helpers = new Helpers();
let helpersCalled = false;
let batchesInHand = 0;

function loaded(): Promise<Loaded> {
  return (
    loading ?? Promise.reject(new LookalikeError('ModelMissing', 'a photo came before a model was loaded'))
  );
}

/** A runtime that has failed is done for, and what it holds is given back only with its worker. */
async function survived<T>({ options }: Loaded, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!options.diesWithRuntime || !hasName(error, 'EncoderFailed')) throw error;
    // thrown outside of the call it is an `error` event, by which the page knows of a death
    setTimeout(() => {
      throw error;
    });
    return new Promise<never>(() => undefined);
  }
}

function readable(photo: Blob, { encoder, focus, ...resizers }: Loaded, turn: Turn): Promise<ForFocus> {
  return decoded(photo, turn, (bitmap) =>
    readForFocus(bitmap, encoder.card.preprocessing, focus?.card.preprocessing, resizers),
  );
}

/** Decodes a photo in its turn and hands it to `use`. */
function decoded<T>(photo: Blob, turn: Turn, use: (bitmap: ImageBitmap) => T): Promise<T> {
  return decoding.add(async () => {
    const bitmap = await decode(photo);
    try {
      return use(bitmap);
    } finally {
      bitmap.close();
    }
  }, turn);
}

/** Finds the subjects of all photos in one session call. */
async function focusAll(photos: readonly ForFocus[], parts: Loaded, turn: Turn): Promise<readonly Seen[]> {
  const { focus, encoder, squares } = parts;
  if (!focus) return photos.map((photo) => ({ ...photo, view: OFF }));
  const { card } = focus;
  const maps = await running.add(() => {
    const tensor = batchTensor(
      photos.map(({ focusSquare }) => focusSquare),
      card.preprocessing,
    );
    return survived(parts, () => focus.maps(tensor, photos.length));
  }, turn);
  const values = maps.length / photos.length;
  return photos.map((photo, i) => {
    const own = maps.subarray(i * values, (i + 1) * values);
    return { ...photo, ...focused(photo, own, card, encoder.card.preprocessing, squares) };
  });
}

/** Encodes all photos in one session call. */
async function embedAll(photos: readonly Seen[], parts: Loaded, turn: Turn): Promise<readonly Encoded[]> {
  const { encoder, fingerprint: print } = parts;
  const { preprocessing, dims } = encoder.card;
  const rows = await running.add(() => {
    const tensor = batchTensor(
      photos.map(({ square }) => square),
      preprocessing,
    );
    return survived(parts, () => encoder.encode(tensor, photos.length));
  }, turn);
  return photos.map(({ view, picture, width, height }, i) => ({
    embedding: rows.slice(i * dims, (i + 1) * dims),
    fingerprint: print,
    ...(picture ? { picture } : {}),
    view,
    width,
    height,
  }));
}

function failure(thrown: unknown): EncodeOutcome {
  const error = asError(thrown);
  return { failure: { name: nameOf(error) ?? 'PhotoCorrupt', message: error.message } };
}

/** Encodes a batch in this thread. */
async function encodeHere(photos: readonly Blob[], parts: Loaded): Promise<readonly EncodeOutcome[]> {
  const outcomes: (EncodeOutcome | undefined)[] = photos.map(() => undefined);
  const good: { readonly i: number; readonly read: ForFocus }[] = [];
  await Promise.all(
    photos.map(async (photo, i) => {
      try {
        good.push({ i, read: await readable(photo, parts, BULK) });
      } catch (error) {
        outcomes[i] = failure(error);
      }
    }),
  );
  if (good.length > 0) {
    const read = good.map((entry) => entry.read);
    const encoded = await embedAll(await focusAll(read, parts, BULK), parts, BULK);
    good.forEach(({ i }, row) => {
      const entry = encoded[row];
      if (entry) outcomes[i] = { encoded: entry };
    });
  }
  return outcomes.map(
    (outcome) =>
      outcome ?? failure(new LookalikeError('EncoderFailed', 'the encoder gave no row for this photo')),
  );
}

/** Every helper has the model in its own memory. */
const HELPED_BYTES = 50e6;

/**
 * Starts one helper for each thread of the runtime. Two threads on one photo wait for each other at every layer, and for
 * this thread while it reads and resizes; helpers on a photo each wait for nothing. Called for the first time when a job
 * turns out to have more than one batch: for less they would start too late.
 */
function callHelpers({ options, encoder }: Loaded): void {
  if (helpersCalled || encoder.device !== 'wasm' || encoder.threads === 1) return;
  if (encoder.card.sizeBytes > HELPED_BYTES) return;
  helpersCalled = true;
  for (let i = 0; i < encoder.threads; i++) {
    startHelper(options, `encoder helper ${i}`).then(
      (helper) => {
        helpers.join(helper);
      },
      // one that does not start is done without
      () => undefined,
    );
  }
}

/** Encodes a batch by helpers where some are ready, else in this thread. */
async function encodeAll(photos: readonly Blob[], parts: Loaded): Promise<readonly EncodeOutcome[]> {
  if (batchesInHand > 1) callHelpers(parts);
  if (helpers.size === 0) return encodeHere(photos, parts);
  return Promise.all(photos.map((photo) => encodeByHelper(photo, parts)));
}

/** Where the last helper has died, this thread does its work. */
async function encodeByHelper(photo: Blob, parts: Loaded): Promise<EncodeOutcome> {
  try {
    return await helpers.encode(photo);
  } catch (error) {
    if (!hasName(error, 'WorkerDied')) throw error;
    const [outcome] = await encodeHere([photo], parts);
    return outcome ?? failure(error);
  }
}

const api = {
  async describe(options) {
    const { focusUrl } = options;
    const [card, focus] = await Promise.all([
      encoderCard(options),
      focusUrl === undefined ? undefined : loadCard(folder(focusUrl), parseFocusCard),
    ]);
    return { name: card.name, fingerprint: await fingerprint(card, focus), dims: card.dims };
  },

  async load(options): Promise<EncoderFacts> {
    loading ??= loadParts(options).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    const { encoder, focus, fingerprint: print } = await loading;
    const { card, device, threads } = encoder;
    const deviceNote = encoder.deviceNote ?? focus?.deviceNote;
    const { modelUrl, focusUrl, keptId } = options;
    const hasText = keptId !== undefined && (await keptModel(keptId)).text !== undefined;
    const own = [keptId === undefined ? modelUrl : undefined, focusUrl].flatMap((url) =>
      url === undefined ? [] : modelFiles(folder(url)),
    );
    return {
      name: card.name,
      fingerprint: print,
      dims: card.dims,
      device,
      threads,
      files: [...new Set([...own, ...encoder.files, ...(focus?.files ?? [])])],
      ...(hasText ? { textOf: keptId } : {}),
      ...(deviceNote === undefined ? {} : { deviceNote }),
    };
  },

  async encode(photo, { signal, focus = 'auto' } = {}) {
    const parts = await loaded();
    const { preprocessing } = parts.encoder.card;
    const turn = signal ? { ...QUERY, signal } : QUERY;
    let seen: readonly Seen[];
    if (focus === 'auto' && parts.focus) {
      seen = await focusAll([await readable(photo, parts, turn)], parts, turn);
    } else {
      const box = typeof focus === 'object' ? focus : undefined;
      seen = [
        await decoded(photo, turn, (bitmap) =>
          box ? readPart(bitmap, box, preprocessing, parts) : readWhole(bitmap, preprocessing, parts),
        ),
      ];
    }
    const [encoded] = await embedAll(seen, parts, turn);
    throwIfAborted(signal);
    if (!encoded) throw new LookalikeError('EncoderFailed', 'no embedding for one photo');
    // the asker has the photo itself
    const { picture: _unasked, ...answer } = encoded;
    return transfer(answer, [answer.embedding.buffer]);
  },

  async encodeBatch(photos) {
    const parts = await loaded();
    batchesInHand += 1;
    const outcomes = await encodeAll(photos, parts).finally(() => {
      batchesInHand -= 1;
    });
    const owned = outcomes.flatMap((outcome) => {
      if (!('encoded' in outcome)) return [];
      const { embedding, picture } = outcome.encoded;
      return picture ? [embedding.buffer, picture.rgb.buffer] : [embedding.buffer];
    });
    return transfer(outcomes, owned);
  },

  async preview(photo, preprocessing, { signal } = {}) {
    const resizer = await openResizer();
    const turn = signal ? { ...QUERY, signal } : QUERY;
    const shown = await decoded(photo, turn, (bitmap) => preview(bitmap, preprocessing, resizer));
    throwIfAborted(signal);
    return transfer(shown, [shown.rgb.buffer]);
  },

  ping() {
    // that it answers is the answer
  },

  connect(port) {
    expose(api, port);
  },
} satisfies EncoderApi;

expose(api);
