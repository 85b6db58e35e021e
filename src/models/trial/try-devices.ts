/** Tries a model on this machine's devices and says which of them to use. */
import type { EncoderCard } from '../../contract/card';
import type { Device } from '../../contract/encoder';
import type { DeviceTrial, Trial } from '../../contract/models';
import { cosine } from '../../encoding/encoder/cosine';
import { openEncoder, PROBE_COSINE, type Encoder } from '../../encoding/encoder/encoder';
import { asError } from '../../shared/errors';
import { wholeSquare } from '../../image/square';
import { batchTensor } from '../../image/tensor';
import type { Model } from '../../inference/load-model';
import { messageOf } from '../../contract/reasons';
import { drawnSquares } from './drawn-photos';

/** Neighbours per drawn photo that are compared between devices. */
const NEAREST = 3;
/** Above this cosine the model does not tell two drawn photos apart. */
const ALIKE = 0.9999;
/** Least time for which a device is measured. */
const MEASURE_MS = 1000;

interface Answers {
  readonly rows: readonly Float32Array[];
  readonly perSecond: number;
}

async function answersOf(encoder: Encoder): Promise<Answers> {
  const { preprocessing, dims } = encoder.card;
  const { side, width = side } = preprocessing;
  const squares = drawnSquares(preprocessing).map((rgb) =>
    wholeSquare(rgb, { width, height: side }, preprocessing),
  );
  const tensor = () => batchTensor(squares, preprocessing);
  // the first run compiles kernels and is not measured
  const all = await encoder.encode(tensor(), squares.length);
  const rows = squares.map((_, i) => all.slice(i * dims, (i + 1) * dims));
  const start = performance.now();
  let photos = 0;
  do {
    await encoder.encode(tensor(), squares.length);
    photos += squares.length;
  } while (performance.now() - start < MEASURE_MS);
  return { rows, perSecond: (photos * 1000) / (performance.now() - start) };
}

function nearest(rows: readonly Float32Array[], query: number): readonly number[] {
  const score = (i: number) => cosine(rows[query]!, rows[i]!);
  return rows
    .map((_, i) => i)
    .filter((i) => i !== query)
    .toSorted((one, other) => score(other) - score(one))
    .slice(0, NEAREST);
}

/** Share of the reference's nearest photos that the other device finds too. */
function overlap(reference: readonly Float32Array[], other: readonly Float32Array[]): number {
  const found = reference.flatMap((_, query) => {
    const theirs = new Set(nearest(other, query));
    return nearest(reference, query).filter((i) => theirs.has(i));
  });
  return found.length / (reference.length * NEAREST);
}

function areAllAlike(rows: readonly Float32Array[]): boolean {
  return rows.slice(1).every((row) => cosine(row, rows[0]!) > ALIKE);
}

async function tryDevice(
  model: Model<EncoderCard>,
  device: Device,
  reference: readonly Float32Array[] | undefined,
): Promise<{ readonly trial: DeviceTrial; readonly rows?: readonly Float32Array[] }> {
  let encoder: Encoder;
  try {
    encoder = await openEncoder(model, [device]);
  } catch (error) {
    return { trial: { device, isSound: false, reason: asError(error).message } };
  }
  try {
    const { rows, perSecond } = await answersOf(encoder);
    if (areAllAlike(rows)) {
      const reason = messageOf({ code: 'photos-alike' });
      return { trial: { device, isSound: false, perSecond, reason } };
    }
    if (!reference) return { trial: { device, isSound: true, perSecond }, rows };
    const agreement = Math.min(...rows.map((row, i) => cosine(row, reference[i]!)));
    const common = overlap(reference, rows);
    const isSound = agreement >= PROBE_COSINE;
    const reason = messageOf({ code: 'device-cosine', cosine: agreement.toFixed(4), least: PROBE_COSINE });
    const facts = { device, isSound, perSecond, cosine: agreement, overlap: common };
    return { trial: isSound ? facts : { ...facts, reason }, rows };
  } catch (error) {
    return { trial: { device, isSound: false, reason: asError(error).message } };
  } finally {
    await encoder.dispose();
  }
}

/**
 * Encodes drawn photos on WASM and, if available, on WebGPU. Both must tell the photos apart, and WebGPU must reproduce
 * the embeddings of WASM. A device that fails, runs out of memory or is lost is not sound.
 *
 * @param devices available on this machine.
 * @returns the faster of the sound ones as `device`; absent where none is sound.
 */
export async function tryDevices(model: Model<EncoderCard>, devices: readonly Device[]): Promise<Trial> {
  const wasm = await tryDevice(model, 'wasm', undefined);
  const trials = [wasm.trial];
  if (devices.includes('webgpu') && wasm.trial.isSound) {
    trials.push((await tryDevice(model, 'webgpu', wasm.rows)).trial);
  }
  const [best] = trials
    .filter(({ isSound }) => isSound)
    .toSorted((one, other) => (other.perSecond ?? 0) - (one.perSecond ?? 0));
  return { trials, ...(best ? { device: best.device } : {}) };
}
