/** Photos in; embeddings and thumbnails out: the thread that decodes and runs the models. */
import { expose, transfer, transferHandlers } from 'comlink';
import PQueue from 'p-queue';
import type {
  CropBox,
  EncodeOutcome,
  Encoded,
  EncoderApi,
  EncoderFacts,
  EncoderOptions,
  FocusView,
  Picture,
} from './contract';
import { openEncoder, type Encoder } from './encoder/encoder';
import { parseEncoderCard } from './encoder/encoder-card';
import { fingerprint } from './encoder/fingerprint';
import { LookalikeError, asError, nameOf, throwIfAborted } from './errors';
import { cropByHand } from './focus/by-hand';
import { parseFocusCard, refuseOtherSquare } from './focus/focus-card';
import { openFocusNet, type FocusNet } from './focus/focus-net';
import { focused, type Unfocused } from './focus/focused';
import { BitmapRows } from './image/bitmap-rows';
import { contain, fitSquare } from './image/contain';
import { decode } from './image/decode';
import { eachBand } from './image/pixel-rows';
import { pixelsSurvive } from './image/probe';
import { openResizer, type Resizer, type Size } from './image/resizer';
import { batchTensor } from './image/tensor';
import { fitPicture } from './image/thumbnail';
import { loadCard, loadModel, modelFiles } from './model/load-model';
import { devicesToTry } from './runtime/device';
import { SIGNAL_TRANSFER, signalTransfer } from './signal-transfer';

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

const OFF: FocusView = { kind: 'whole', reason: 'off' };

/** A photo in the encoder's form; width and height are the upright photo's. */
interface Seen extends Size {
  /** uint8 RGB [side, side, 3]. */
  readonly square: Uint8ClampedArray;
  readonly view: FocusView;
  readonly picture?: Picture;
}

/** The models with what brings photos into their form. */
interface Loaded {
  readonly encoder: Encoder;
  /** Absent: focus is off. */
  readonly focus: FocusNet | undefined;
  readonly fingerprint: string;
  readonly squares: Resizer;
  readonly pictures: Resizer;
}

let loading: Promise<Loaded> | undefined;

/** A folder as given, relative to this worker's address. */
function folder(url: string): URL {
  return new URL(url, globalThis.location.href);
}

async function load({ modelUrl, focusUrl, device }: EncoderOptions): Promise<Loaded> {
  if (!(await pixelsSurvive())) {
    throw new LookalikeError('PixelsAltered', 'pixels read back from a canvas are not those that were drawn');
  }
  const [model, focusModel, devices, squares, pictures] = await Promise.all([
    loadModel(folder(modelUrl), parseEncoderCard),
    focusUrl === undefined ? undefined : loadModel(folder(focusUrl), parseFocusCard),
    device ? [device] : devicesToTry(),
    openResizer(),
    openResizer(),
  ]);
  if (focusModel) refuseOtherSquare(focusModel.card, model.card);
  const print = await fingerprint(model.card, focusModel?.card);
  // one after the other: the runtime opens one session at a time
  const encoder = await openEncoder(model, devices);
  try {
    // a device that the encoder couldn't use is not tried again: it would cost a second runtime
    const left = devices.slice(devices.indexOf(encoder.device));
    const focus = focusModel && (await openFocusNet(focusModel, left));
    return { encoder, focus, fingerprint: print, squares, pictures };
  } catch (error) {
    await encoder.dispose();
    throw error;
  }
}

function loaded(): Promise<Loaded> {
  return (
    loading ?? Promise.reject(new LookalikeError('ModelMissing', 'a photo came before a model was loaded'))
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

/** The whole photo, without a picture: for a query without focus. */
function whole(bitmap: ImageBitmap, { encoder, squares }: Loaded): Seen {
  const { side, pad } = encoder.card.preprocessing;
  const { width, height } = bitmap;
  return { square: contain(new BitmapRows(bitmap), side, pad, squares), view: OFF, width, height };
}

/** The part that the user drew, from the photo's own pixels. */
function cropped(bitmap: ImageBitmap, box: CropBox, { encoder, squares }: Loaded): Seen {
  const { side, pad } = encoder.card.preprocessing;
  const { width, height } = bitmap;
  const rows = new BitmapRows(bitmap, cropByHand(box, bitmap));
  return { square: contain(rows, side, pad, squares), view: { kind: 'by-hand', box }, width, height };
}

/** The whole photo, and small as people will see it and as a subject will be cut from it. */
function unfocused(bitmap: ImageBitmap, { encoder, squares, pictures }: Loaded): Unfocused {
  const { side, pad } = encoder.card.preprocessing;
  const rows = new BitmapRows(bitmap);
  const square = fitSquare(rows, side, pad, squares);
  const picture = fitPicture(rows, pictures);
  // reading pixels back is the dear part: both sizes are made of the same rows
  eachBand(rows, (rgba) => {
    square.add(rgba);
    picture.add(rgba);
  });
  return { square: square.finish(), picture: picture.finish(), width: rows.width, height: rows.height };
}

/** Finds the subjects of all photos in one session call. */
async function focusAll(photos: readonly Unfocused[], parts: Loaded, turn: Turn): Promise<readonly Seen[]> {
  const { focus, encoder, squares } = parts;
  if (!focus) return photos.map((photo) => ({ ...photo, view: OFF }));
  const { card } = focus;
  const maps = await running.add(() => {
    const tensor = batchTensor(
      photos.map(({ square }) => square),
      card.preprocessing,
    );
    return focus.maps(tensor, photos.length);
  }, turn);
  const values = maps.length / photos.length;
  return photos.map((photo, i) => {
    const own = maps.subarray(i * values, (i + 1) * values);
    return { ...photo, ...focused(photo, own, card, encoder.card.preprocessing, squares) };
  });
}

/** Encodes all photos in one session call. */
async function embedAll(
  photos: readonly Seen[],
  { encoder }: Loaded,
  turn: Turn,
): Promise<readonly Encoded[]> {
  const { preprocessing, dims } = encoder.card;
  const rows = await running.add(() => {
    const tensor = batchTensor(
      photos.map(({ square }) => square),
      preprocessing,
    );
    return encoder.encode(tensor, photos.length);
  }, turn);
  return photos.map(({ view, picture, width, height }, i) => ({
    embedding: rows.slice(i * dims, (i + 1) * dims),
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

const api = {
  async describe({ modelUrl, focusUrl }) {
    const [card, focus] = await Promise.all([
      loadCard(folder(modelUrl), parseEncoderCard),
      focusUrl === undefined ? undefined : loadCard(folder(focusUrl), parseFocusCard),
    ]);
    return { name: card.name, fingerprint: await fingerprint(card, focus), dims: card.dims };
  },

  async load(options): Promise<EncoderFacts> {
    loading ??= load(options).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    const { encoder, focus, fingerprint: print } = await loading;
    const { card, device, threads } = encoder;
    const deviceNote = encoder.deviceNote ?? focus?.deviceNote;
    const own = [options.modelUrl, options.focusUrl].flatMap((url) =>
      url === undefined ? [] : modelFiles(folder(url)),
    );
    return {
      name: card.name,
      fingerprint: print,
      dims: card.dims,
      device,
      threads,
      files: [...new Set([...own, ...encoder.files, ...(focus?.files ?? [])])],
      ...(deviceNote === undefined ? {} : { deviceNote }),
    };
  },

  async encode(photo, { signal, focus = 'auto' } = {}) {
    const parts = await loaded();
    const turn = signal ? { ...QUERY, signal } : QUERY;
    let seen: readonly Seen[];
    if (focus === 'auto' && parts.focus) {
      seen = await focusAll([await decoded(photo, turn, (bitmap) => unfocused(bitmap, parts))], parts, turn);
    } else {
      const box = typeof focus === 'object' ? focus : undefined;
      seen = [
        await decoded(photo, turn, (bitmap) => (box ? cropped(bitmap, box, parts) : whole(bitmap, parts))),
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
    const outcomes: (EncodeOutcome | undefined)[] = photos.map(() => undefined);
    const good: { readonly i: number; readonly read: Unfocused }[] = [];
    await Promise.all(
      photos.map(async (photo, i) => {
        try {
          good.push({ i, read: await decoded(photo, BULK, (bitmap) => unfocused(bitmap, parts)) });
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
    const complete = outcomes.map(
      (outcome) =>
        outcome ?? failure(new LookalikeError('EncoderFailed', 'the encoder gave no row for this photo')),
    );
    const owned = complete.flatMap((outcome) => {
      if (!('encoded' in outcome)) return [];
      const { embedding, picture } = outcome.encoded;
      return picture ? [embedding.buffer, picture.rgb.buffer] : [embedding.buffer];
    });
    return transfer(complete, owned);
  },

  connect(port) {
    expose(api, port);
  },
} satisfies EncoderApi;

expose(api);
