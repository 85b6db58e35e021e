/** A model and the devices to try in; an encoder of tensors, proven by its probe, out. */
import type { EncoderCard } from '../../contract/card';
import type { Device } from '../../contract/encoder';
import type { ModelOutput, TensorData } from '../../contract/tensor';
import type { Model } from '../../inference/load-model';
import { openModel, type OpenedModel, type RunLimits } from '../../inference/open-model';
import { type Reason } from '../../contract/reasons';
import { cosine } from './cosine';
import { pool } from './pool';

/** Below this cosine to the card's probe embedding a device is not trusted; the same bound as WebGPU against WASM. */
export const PROBE_COSINE = 0.999;

/** A loaded encoder; one call at a time. */
export interface Encoder extends OpenedModel<EncoderCard> {
  /**
   * Encodes n photos, a tensor as the card's preprocessing makes it, into `[n, dims]` float32 of unit length, owned by
   * the caller. Rejects with `EncoderFailed`, also where a row is not finite.
   */
  encode(tensor: TensorData, n: number): Promise<Float32Array<ArrayBuffer>>;
}

function disagreement(embedding: Float32Array, card: EncoderCard): Reason | undefined {
  const agreement = cosine(embedding, card.probe);
  // NaN, which a broken driver may give, is no agreement
  if (agreement >= PROBE_COSINE) return undefined;
  return { code: 'probe-cosine', cosine: agreement.toFixed(4), least: PROBE_COSINE };
}

/**
 * Opens the model on the first device that starts and reproduces the card's probe embedding.
 *
 * @param devices best first; the last one's failure is the call's.
 * Rejects with `DeviceUnavailable`, `ModelMissing`, `ModelCorrupt`, `ModelTooLarge` or `EncoderFailed`.
 */
export async function openEncoder(
  model: Model<EncoderCard>,
  devices: readonly Device[],
  limits: RunLimits = {},
): Promise<Encoder> {
  const { dims, output } = model.card;
  const expected = {
    values: dims,
    disagreement,
    ...(output ? { output: output.name, read: (raw: ModelOutput) => pool(raw, output.pooling) } : {}),
  };
  const { run, ...opened } = await openModel(model, expected, devices, limits);
  return { ...opened, encode: run };
}
