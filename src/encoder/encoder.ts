/** A model and the devices to try in; an encoder of tensors, proven by its probe, out. */
import type { Card, Device } from '../contract';
import { LookalikeError, asError } from '../errors';
import { openSession, type Session } from '../runtime/session';
import { fingerprint } from './fingerprint';
import type { Model } from './model';
import { cosine, probeTensor } from './probe';

/** Below this cosine to the card's probe embedding a device is not trusted; the same bound as WebGPU against WASM. */
export const PROBE_COSINE = 0.999;

/** A loaded encoder; one call at a time. */
export interface Encoder {
  readonly card: Card;
  readonly fingerprint: string;
  readonly device: Device;
  readonly threads: number;
  /** Addresses of the runtime's own files. */
  readonly files: readonly string[];
  /** Why an earlier device of the list was not taken. */
  readonly deviceNote?: string;
  /**
   * Encodes `[n, 3, side, side]` float32 into `[n, dims]` float32 of unit length, owned by the caller.
   * Rejects with `EncoderFailed`, also where a row is not finite.
   */
  encode(tensor: Float32Array<ArrayBuffer>, n: number): Promise<Float32Array<ArrayBuffer>>;
  dispose(): Promise<void>;
}

async function trusted(model: Model, device: Device): Promise<Session> {
  const session = await openSession(model.bytes, device);
  try {
    const { side } = model.card.preprocessing;
    const embedding = await session.run(probeTensor(side), 1, side);
    if (embedding.length !== model.card.dims) {
      throw new LookalikeError(
        'ModelCorrupt',
        `the model gives ${embedding.length} dims, its card says ${model.card.dims}`,
      );
    }
    const agreement = cosine(embedding, model.card.probe);
    // the negation catches NaN, which a broken driver may give
    if (!(agreement >= PROBE_COSINE)) {
      throw new LookalikeError(
        'DeviceUnavailable',
        `${device} encodes the probe with cosine ${agreement.toFixed(4)} to the card, ${PROBE_COSINE} was expected`,
      );
    }
    return session;
  } catch (error) {
    await session.dispose();
    throw error;
  }
}

/**
 * Opens the model on the first device that starts and reproduces the card's probe embedding.
 *
 * @param devices best first; the last one's failure is the call's.
 * Rejects with `DeviceUnavailable`, `ModelMissing`, `ModelCorrupt` or `EncoderFailed`.
 */
export async function openEncoder(model: Model, devices: readonly Device[]): Promise<Encoder> {
  const { card } = model;
  const print = await fingerprint(card);
  let note: string | undefined;
  for (const [i, device] of devices.entries()) {
    try {
      const session = await trusted(model, device);
      return {
        card,
        fingerprint: print,
        device,
        threads: session.threads,
        files: session.files,
        ...(note === undefined ? {} : { deviceNote: note }),
        async encode(tensor, n) {
          const rows = await session.run(tensor, n, card.preprocessing.side);
          if (rows.length !== n * card.dims || !rows.every(Number.isFinite)) {
            throw new LookalikeError(
              'EncoderFailed',
              `${device} gave ${rows.length} values, some not finite; ${n} finite rows of ${card.dims} were expected`,
            );
          }
          return rows;
        },
        dispose: () => session.dispose(),
      };
    } catch (error) {
      if (i === devices.length - 1) throw error;
      note = asError(error).message;
    }
  }
  throw new LookalikeError('DeviceUnavailable', 'no device was named, at least one was expected');
}
