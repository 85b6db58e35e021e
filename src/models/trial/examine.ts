/** Examines an unknown model: its input, its outputs, and a card for it. */
import type { EncoderCard, EncoderOutput, Preprocessing } from '../../contract/card';
import { pool } from '../../encoding/encoder/pool';
import { inputShape } from '../../contract/input-shape';
import type { OutputChoice } from '../../contract/models';
import { probeTensor } from '../../inference/probe';
import { refusal } from '../../contract/reasons';
import { openSession, type ModelBytes, type Session } from '../../inference/session';
import { inputForm } from './input-form';
import { outputChoices, type SeenOutput } from './outputs';

/** A model's files, with the facts known before they are opened. */
export interface Brought extends ModelBytes {
  readonly facts: Pick<EncoderCard, 'name' | 'version' | 'sha256' | 'sizeBytes' | 'dtype'>;
  /** Preprocessing stated beside the model; the model's file overrides it. */
  readonly preprocessing: Preprocessing;
  /** The output to use; the likeliest by default. */
  readonly output?: EncoderOutput | undefined;
}

/** A model that runs on WASM. */
export interface Examined {
  /** Its probe is the embedding from WASM, which every other device must reproduce. */
  readonly card: EncoderCard;
  /** Every way to read an embedding from its outputs, likeliest first. */
  readonly outputs: readonly OutputChoice[];
  /** Whether its file also holds a text model. */
  readonly takesWords: boolean;
}

async function runAll(session: Session, preprocessing: Preprocessing): Promise<readonly SeenOutput[]> {
  const seen: SeenOutput[] = [];
  for (const { name } of session.outputs) {
    const { shape } = await session.run(probeTensor(preprocessing), inputShape(1, preprocessing), name);
    seen.push({ name, shape });
  }
  return seen;
}

function chosen(
  outputs: readonly OutputChoice[],
  wanted: EncoderOutput | undefined,
  seen: readonly SeenOutput[],
) {
  const found = wanted
    ? outputs.find(({ name, pooling }) => name === wanted.name && pooling === wanted.pooling)
    : outputs[0];
  if (found) return found;
  throw refusal('ModelUnsuitable', { code: 'no-embedding', outputs: seen });
}

/**
 * Opens a model on WASM, the reference for other devices, and runs it on the drawn probe.
 *
 * Rejects with `ModelCorrupt` where it is no ONNX file, `ModelUnsuitable` where it is no encoder of photos, and
 * `EncoderFailed` where it does not run or its values are not finite.
 */
export async function examine(model: Brought): Promise<Examined> {
  const session = await openSession(model, 'wasm');
  try {
    const preprocessing = inputForm(session.input, model.preprocessing);
    const seen = await runAll(session, preprocessing);
    const outputs = outputChoices(seen);
    const { name, pooling, dims } = chosen(outputs, model.output, seen);
    const probe = pool(
      await session.run(probeTensor(preprocessing), inputShape(1, preprocessing), name),
      pooling,
    );
    if (!probe.every(Number.isFinite)) {
      throw refusal('EncoderFailed', { code: 'probe-not-finite', output: name });
    }
    const card: EncoderCard = {
      ...model.facts,
      preprocessing,
      dims,
      normalisation: 'l2',
      output: { name, pooling },
      probe: [...probe],
    };
    return { card, outputs, takesWords: session.takesWords };
  } finally {
    await session.dispose();
  }
}
