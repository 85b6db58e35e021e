/** Photos in; embeddings and thumbnails out: the thread that decodes and runs the model. */
import { expose, transfer, transferHandlers } from 'comlink';
import PQueue from 'p-queue';
import type { EncodeOutcome, Encoded, EncoderApi, EncoderFacts, EncoderOptions } from './contract';
import { openEncoder, type Encoder } from './encoder/encoder';
import { fingerprint } from './encoder/fingerprint';
import { loadCard, loadModel } from './encoder/model';
import { LookalikeError, asError, nameOf, throwIfAborted } from './errors';
import { BitmapRows } from './image/bitmap-rows';
import { contain } from './image/contain';
import { decode } from './image/decode';
import { pixelsSurvive } from './image/probe';
import { writeTensor } from './image/tensor';
import { shrink } from './image/thumbnail';
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
  readonly picture: Promise<ImageBitmap> | undefined;
  readonly width: number;
  readonly height: number;
}

let loading: Promise<Encoder> | undefined;

async function load({ modelUrl, device }: EncoderOptions): Promise<Encoder> {
  if (!(await pixelsSurvive())) {
    throw new LookalikeError('PixelsAltered', 'pixels read back from a canvas are not those that were drawn');
  }
  const [model, devices] = await Promise.all([
    loadModel(new URL(modelUrl, globalThis.location.href)),
    device ? [device] : devicesToTry(),
  ]);
  return openEncoder(model, devices);
}

function encoder(): Promise<Encoder> {
  return (
    loading ?? Promise.reject(new LookalikeError('ModelMissing', 'a photo came before a model was loaded'))
  );
}

async function prepare(photo: Blob, { card }: Encoder, withPicture: boolean): Promise<Prepared> {
  const bitmap = await decode(photo);
  try {
    const { side, pad } = card.preprocessing;
    const { width, height } = bitmap;
    return {
      square: contain(new BitmapRows(bitmap), side, pad),
      picture: withPicture ? shrink(bitmap) : undefined,
      width,
      height,
    };
  } finally {
    bitmap.close();
  }
}

async function embed(photos: readonly Prepared[], loaded: Encoder): Promise<Encoded[]> {
  const { preprocessing, dims } = loaded.card;
  const values = 3 * preprocessing.side ** 2;
  const tensor = new Float32Array(photos.length * values);
  photos.forEach(({ square }, i) => {
    writeTensor(square, preprocessing, tensor, i * values);
  });
  const rows = await loaded.encode(tensor, photos.length);
  return Promise.all(
    photos.map(async ({ picture, width, height }, i) => ({
      embedding: rows.slice(i * dims, (i + 1) * dims),
      ...(picture ? { picture: await picture } : {}),
      width,
      height,
    })),
  );
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
    const loaded = await loading;
    const { device, threads, deviceNote } = loaded;
    const folder = new URL(options.modelUrl, globalThis.location.href);
    const own = ['card.json', 'model.onnx'].map((file) => new URL(file, folder).href);
    return {
      name: loaded.card.name,
      fingerprint: loaded.fingerprint,
      dims: loaded.card.dims,
      device,
      threads,
      files: [...own, ...loaded.files],
      ...(deviceNote === undefined ? {} : { deviceNote }),
    };
  },

  async encode(photo, { signal } = {}) {
    const loaded = await encoder();
    const options = signal ? { ...QUERY, signal } : QUERY;
    const prepared = await decoding.add(() => prepare(photo, loaded, false), options);
    const [encoded] = await running.add(() => embed([prepared], loaded), options);
    throwIfAborted(signal);
    if (!encoded) throw new LookalikeError('EncoderFailed', 'no embedding for one photo');
    return transfer(encoded, [encoded.embedding.buffer]);
  },

  async encodeBatch(photos) {
    const loaded = await encoder();
    const outcomes: (EncodeOutcome | undefined)[] = photos.map(() => undefined);
    const good: { readonly i: number; readonly prepared: Prepared }[] = [];
    await Promise.all(
      photos.map(async (photo, i) => {
        try {
          good.push({ i, prepared: await decoding.add(() => prepare(photo, loaded, true), BULK) });
        } catch (error) {
          outcomes[i] = failure(error);
        }
      }),
    );
    if (good.length > 0) {
      const prepared = good.map((entry) => entry.prepared);
      const encoded = await running.add(() => embed(prepared, loaded), BULK);
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
      return picture ? [embedding.buffer, picture] : [embedding.buffer];
    });
    return transfer(complete, owned);
  },

  connect(port) {
    expose(api, port);
  },
} satisfies EncoderApi;

expose(api);
