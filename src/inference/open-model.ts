/** Opens a model on the first device that reproduces its card's probe. */
import type { Card } from '../contract/card';
import type { Device } from '../contract/encoder';
import type { ModelOutput, TensorData } from '../contract/tensor';
import { LookalikeError, asError } from '../shared/errors';
import { inputShape } from '../contract/input-shape';
import { messageOf, refusal, type Reason } from '../contract/reasons';
import { openSession, type Session } from './session';
import type { Model } from './load-model';
import { probeTensor } from './probe';

/** A model on the device that runs it. */
export interface OpenedModel<Kind extends Card> {
  readonly card: Kind;
  readonly device: Device;
  readonly threads: number;
  /** Addresses of the runtime's own files. */
  readonly files: readonly string[];
  /** Why an earlier device of the list was not taken, as `EncoderFacts.deviceNote`. */
  readonly deviceNote?: string;
  dispose(): Promise<void>;
}

/** Runs a batch of `n` photos, a tensor that the card's preprocessing has made; one call at a time. */
export type Run = (tensor: TensorData, n: number) => Promise<Float32Array<ArrayBuffer>>;

/** What one kind of model must give. */
export interface Expectation<Kind extends Card> {
  /** Number of values in one photo's row. */
  readonly values: number;
  /** The output's name; the model's first by default. */
  readonly output?: string;
  /** Turns the model's output into rows; by default the output's values are the rows. */
  readonly read?: (raw: ModelOutput) => Float32Array<ArrayBuffer>;
  /** How the probe's output differs too much from the card's; undefined where it does not. */
  readonly disagreement: (output: Float32Array, card: Kind) => Reason | undefined;
}

/** Limits on what a model may use of the machine. */
export interface RunLimits {
  /** Threads of WASM, see `openSession`. */
  readonly mostThreads?: number | undefined;
  /** Photos in one run; all that come by default. */
  readonly mostPhotos?: number | undefined;
}

/** Runs `n` photos: in parts if they are more than `mostPhotos`, one by one if the file fixes its batch to one. */
async function answer<Kind extends Card>(
  session: Session,
  { card: { preprocessing } }: Model<Kind>,
  { output, read = ({ values }) => values }: Expectation<Kind>,
  tensor: TensorData,
  n: number,
  mostPhotos = Infinity,
): Promise<Float32Array<ArrayBuffer>> {
  const most = session.input.shape[0] === 1 ? 1 : mostPhotos;
  if (n <= most) return read(await session.run(tensor, inputShape(n, preprocessing), output));
  const rows: Float32Array[] = [];
  const each = tensor.length / n;
  for (let first = 0; first < n; first += most) {
    const end = Math.min(n, first + most);
    const part = tensor.slice(first * each, end * each);
    rows.push(read(await session.run(part, inputShape(end - first, preprocessing), output)));
  }
  return Float32Array.from(rows.flatMap((row) => [...row]));
}

async function trusted<Kind extends Card>(
  model: Model<Kind>,
  expected: Expectation<Kind>,
  device: Device,
  mostThreads: number | undefined,
): Promise<Session> {
  const { card } = model;
  const session = await openSession(model, device, mostThreads);
  try {
    const output = await answer(session, model, expected, probeTensor(card.preprocessing), 1);
    if (output.length !== expected.values) {
      const counts = { values: output.length, expected: expected.values };
      throw refusal('ModelCorrupt', { code: 'model-values', model: card.name, ...counts });
    }
    const difference = expected.disagreement(output, card);
    if (difference !== undefined) {
      const why = messageOf(difference);
      throw refusal('DeviceUnavailable', { code: 'on-device', model: card.name, device, why });
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
 * @param devices best first; if all fail, the call rejects with the last one's error.
 * @returns the model with its `run`, which gives `n * values` float32, all finite, owned by the caller, or rejects with
 * `EncoderFailed`.
 * Rejects with `DeviceUnavailable`, `ModelMissing`, `ModelCorrupt`, `ModelTooLarge` or `EncoderFailed`.
 */
export async function openModel<Kind extends Card>(
  model: Model<Kind>,
  expected: Expectation<Kind>,
  devices: readonly Device[],
  { mostThreads, mostPhotos }: RunLimits = {},
): Promise<OpenedModel<Kind> & { readonly run: Run }> {
  const { card } = model;
  let note: string | undefined;
  for (const [i, device] of devices.entries()) {
    try {
      const session = await trusted(model, expected, device, mostThreads);
      return {
        card,
        device,
        threads: session.threads,
        files: session.files,
        ...(note === undefined ? {} : { deviceNote: note }),
        async run(tensor, n) {
          const output = await answer(session, model, expected, tensor, n, mostPhotos);
          if (output.length !== n * expected.values || !output.every(Number.isFinite)) {
            throw refusal('EncoderFailed', {
              code: 'model-not-finite',
              model: card.name,
              device,
              values: output.length,
              rows: n,
              expected: expected.values,
            });
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
