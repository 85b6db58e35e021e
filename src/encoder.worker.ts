/** Photos in; embeddings and thumbnails out: the thread that decodes and runs the model. */
import { expose, transfer, transferHandlers } from 'comlink';
import PQueue from 'p-queue';
import type { EncodeOutcome, Encoded, EncoderApi, EncoderFacts, EncoderOptions, Picture } from './contract';
import { openEncoder, type Encoder } from './encoder/encoder';
import { fingerprint } from './encoder/fingerprint';
import { loadCard, loadModel } from './encoder/model';
import { LookalikeError, asError, nameOf, throwIfAborted } from './errors';
import { BitmapRows } from './image/bitmap-rows';
import { fitSquare } from './image/contain';
import { decode } from './image/decode';
import { eachBand } from './image/pixel-rows';
import { pixelsSurvive } from './image/probe';
import { openResizer, type Resizer } from './image/resizer';
import { writeTensor } from './image/tensor';
import { fitPicture } from './image/thumbnail';
import { devicesToTry } from './runtime/device';
import { SIGNAL_TRANSFER, signalTransfer } from './signal-transfer';

transferHandlers.set(SIGNAL_TRANSFER, signalTransfer);

/** Decoded photos held at once: a large one takes 400 MB. */
const PHOTOS_AT_ONCE = 8;
const QUERY = { priority: 1 };
const BULK = { priority: 0 };

const decoding = new PQueue({ concurrency: PHOTOS_AT_ONCE });
const running = new PQueue({ concurrency: 1 });

/** A photo brought into the encoder's form. */
interface Prepared {
  /** uint8 RGB [side, side, 3]. */
  readonly square: Uint8ClampedArray;
  /** Absent for a query. */
  readonly picture: Picture | undefined;
  readonly width: number;
  readonly height: number;
}

/** The encoder with what brings photos into its form. */
interface Loaded {
  readonly encoder: Encoder;
  readonly squares: Resizer;
  readonly pictures: Resizer;
}

let loading: Promise<Loaded> | undefined;

async function load({ modelUrl, device }: EncoderOptions): Promise<Loaded> {
  if (!(await pixelsSurvive())) {
    throw new LookalikeError('PixelsAltered', 'pixels read back from a canvas are not those that were drawn');
  }
  const [model, devices, squares, pictures] = await Promise.all([
    loadModel(new URL(modelUrl, globalThis.location.href)),
    device ? [device] : devicesToTry(),
    openResizer(),
    openResizer(),
  ]);
  return { encoder: await openEncoder(model, devices), squares, pictures };
}

function loaded(): Promise<Loaded> {
  return (
    loading ?? Promise.reject(new LookalikeError('ModelMissing', 'a photo came before a model was loaded'))
  );
}

async function prepare(photo: Blob, parts: Loaded, withPicture: boolean): Promise<Prepared> {
  const bitmap = await decode(photo);
  try {
    const { side, pad } = parts.encoder.card.preprocessing;
    const rows = new BitmapRows(bitmap);
    const square = fitSquare(rows, side, pad, parts.squares);
    const picture = withPicture ? fitPicture(rows, parts.pictures) : undefined;
    // reading pixels back is the dear part: both sizes are made of the same rows
    eachBand(rows, (rgba) => {
      square.add(rgba);
      picture?.add(rgba);
    });
    return { square: square.finish(), picture: picture?.finish(), width: rows.width, height: rows.height };
  } finally {
    bitmap.close();
  }
}

async function embed(photos: readonly Prepared[], { encoder }: Loaded): Promise<Encoded[]> {
  const { preprocessing, dims } = encoder.card;
  const values = 3 * preprocessing.side ** 2;
  const tensor = new Float32Array(photos.length * values);
  photos.forEach(({ square }, i) => {
    writeTensor(square, preprocessing, tensor, i * values);
  });
  const rows = await encoder.encode(tensor, photos.length);
  return photos.map(({ picture, width, height }, i) => ({
    embedding: rows.slice(i * dims, (i + 1) * dims),
    ...(picture ? { picture } : {}),
    width,
    height,
  }));
}

function failure(thrown: unknown): EncodeOutcome {
  const error = asError(thrown);
  return { failure: { name: nameOf(error) ?? 'PhotoCorrupt', message: error.message } };
}

const api = {
  async describe({ modelUrl }) {
    const card = await loadCard(new URL(modelUrl, globalThis.location.href));
    return { name: card.name, fingerprint: await fingerprint(card), dims: card.dims };
  },

  async load(options): Promise<EncoderFacts> {
    loading ??= load(options).catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    const { encoder } = await loading;
    const { device, threads, deviceNote } = encoder;
    const folder = new URL(options.modelUrl, globalThis.location.href);
    const own = ['card.json', 'model.onnx'].map((file) => new URL(file, folder).href);
    return {
      name: encoder.card.name,
      fingerprint: encoder.fingerprint,
      dims: encoder.card.dims,
      device,
      threads,
      files: [...own, ...encoder.files],
      ...(deviceNote === undefined ? {} : { deviceNote }),
    };
  },

  async encode(photo, { signal } = {}) {
    const parts = await loaded();
    const options = signal ? { ...QUERY, signal } : QUERY;
    const prepared = await decoding.add(() => prepare(photo, parts, false), options);
    const [encoded] = await running.add(() => embed([prepared], parts), options);
    throwIfAborted(signal);
    if (!encoded) throw new LookalikeError('EncoderFailed', 'no embedding for one photo');
    return transfer(encoded, [encoded.embedding.buffer]);
  },

  async encodeBatch(photos) {
    const parts = await loaded();
    const outcomes: (EncodeOutcome | undefined)[] = photos.map(() => undefined);
    const good: { readonly i: number; readonly prepared: Prepared }[] = [];
    await Promise.all(
      photos.map(async (photo, i) => {
        try {
          good.push({ i, prepared: await decoding.add(() => prepare(photo, parts, true), BULK) });
        } catch (error) {
          outcomes[i] = failure(error);
        }
      }),
    );
    if (good.length > 0) {
      const prepared = good.map((entry) => entry.prepared);
      const encoded = await running.add(() => embed(prepared, parts), BULK);
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
