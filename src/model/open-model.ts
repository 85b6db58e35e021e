/** A model and the devices to try in; the model on the first device that reproduces its card's probe out. */
import type { Card } from '../card';
import type { Device } from '../contract';
import { LookalikeError, asError } from '../errors';
import { openSession, type Session } from '../runtime/session';
import type { Model } from './load-model';
import { probeTensor } from './probe';

/** A model on the device that runs it. */
export interface OpenedModel<Kind extends Card> {
  readonly card: Kind;
  readonly device: Device;
  readonly threads: number;
  /** Addresses of the runtime's own files. */
  readonly files: readonly string[];
  /** Why an earlier device of the list was not taken. */
  readonly deviceNote?: string;
  dispose(): Promise<void>;
}

/** Runs `[n, 3, side, side]` float32; one call at a time. */
export type Run = (tensor: Float32Array<ArrayBuffer>, n: number) => Promise<Float32Array<ArrayBuffer>>;

/** What one kind of model must give. */
export interface Expectation<Kind extends Card> {
  /** Of the output, for one photo. */
  readonly values: number;
  /** In what the probe's output differs too much from the card's; undefined where it does not. */
  readonly disagreement: (output: Float32Array, card: Kind) => string | undefined;
}

async function trusted<Kind extends Card>(
  { card, bytes }: Model<Kind>,
  { values, disagreement }: Expectation<Kind>,
  device: Device,
): Promise<Session> {
  const session = await openSession(bytes, device);
  try {
    const { side } = card.preprocessing;
    const output = await session.run(probeTensor(side), 1, side);
    if (output.length !== values) {
      throw new LookalikeError(
        'ModelCorrupt',
        `${card.name} gives ${output.length} values a photo, its card says ${values}`,
      );
    }
    const difference = disagreement(output, card);
    if (difference !== undefined) {
      throw new LookalikeError('DeviceUnavailable', `${card.name} on ${device}: ${difference}`);
    }
    return session;
  } catch (error) {
    await session.dispose();
    throw error;
  }
}

/**
 * Opens a model on the first device that starts and reproduces the card's probe.
 *
 * @param devices best first; the last one's failure is the call's.
 * @returns the model with its `run`, which gives `n * values` float32, all finite, owned by the caller, or rejects
 * with `EncoderFailed`.
 * Rejects with `DeviceUnavailable`, `ModelMissing`, `ModelCorrupt` or `EncoderFailed`.
 */
export async function openModel<Kind extends Card>(
  model: Model<Kind>,
  expected: Expectation<Kind>,
  devices: readonly Device[],
): Promise<OpenedModel<Kind> & { readonly run: Run }> {
  const { card } = model;
  let note: string | undefined;
  for (const [i, device] of devices.entries()) {
    try {
      const session = await trusted(model, expected, device);
      return {
        card,
        device,
        threads: session.threads,
        files: session.files,
        ...(note === undefined ? {} : { deviceNote: note }),
        async run(tensor, n) {
          const output = await session.run(tensor, n, card.preprocessing.side);
          if (output.length !== n * expected.values || !output.every(Number.isFinite)) {
            throw new LookalikeError(
              'EncoderFailed',
              `${card.name} on ${device} gave ${output.length} values, some not finite; ` +
                `${n} finite rows of ${expected.values} were expected`,
            );
          }
          return output;
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
