/** Opens an encoder of tensors on the first device that reproduces the probe on the model's card. */
import type { EncoderCard } from '../../contract/card';
import type { Device } from '../../contract/encoder';
import type { ModelOutput, TensorData } from '../../contract/tensor';
import type { Model } from '../../inference/load-model';
import { openModel, type OpenedModel, type RunLimits } from '../../inference/open-model';
import { type Reason } from '../../contract/reasons';
import { cosine } from './cosine';
import { pool } from './pool';

/** Below this cosine to the card's probe embedding a device is not trusted. The bound is that of WebGPU against WASM. */
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
  // a broken driver may give NaN, which counts as no agreement
  if (agreement >= PROBE_COSINE) return undefined;
  return { code: 'probe-cosine', cosine: agreement.toFixed(4), least: PROBE_COSINE };
}

/**
 * Opens the model on the first device that starts and reproduces the card's probe embedding.
 *
 * @param devices best first. If all fail, the call rejects with the error of the last.
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
