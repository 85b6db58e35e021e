/** Opens the network that finds products and bodies, on the first device that reproduces its card's probe. */
import type { FocusCard } from '../../contract/card';
import type { Device } from '../../contract/encoder';
import type { TensorData } from '../../contract/tensor';
import type { Model } from '../../inference/load-model';
import { openModel, type OpenedModel, type RunLimits } from '../../inference/open-model';
import { type Reason } from '../../contract/reasons';
import { PROBE_SIDE } from './focus-card';

/** From this mean difference to the card's pooled map on, a device is not trusted: its masks would have other edges. */
export const PROBE_DIFFERENCE = 0.01;

/** Maps of a photo: product, then body. */
const MAPS = 2;

/** A loaded focus network; one call at a time. */
export interface FocusNet extends OpenedModel<FocusCard> {
  /**
   * Looks at `[n, 3, side, side]` float32 and gives `[n, 2, maskSide, maskSide]` float32, owned by the caller: the
   * probability 0..1 that a cell is product, and that it is body (head, skin). Rejects with `EncoderFailed`.
   */
  maps(tensor: TensorData, n: number): Promise<Float32Array<ArrayBuffer>>;
}

/**
 * Mean-pools a square map.
 *
 * @param map float32 [side, side]; `side` is a multiple of 8.
 * @returns 8 x 8 means, row by row, owned by the caller.
 */
export function pooled(map: Float32Array, side: number): number[] {
  const block = side / PROBE_SIDE;
  const means = new Array<number>(PROBE_SIDE ** 2).fill(0);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = Math.floor(y / block) * PROBE_SIDE + Math.floor(x / block);
      means[at] = means[at]! + map[y * side + x]! / block ** 2;
    }
  }
  return means;
}

function disagreement(maps: Float32Array, { maskSide, probe }: FocusCard): Reason | undefined {
  const means = pooled(maps.subarray(0, maskSide ** 2), maskSide);
  const difference =
    means.reduce((sum, mean, i) => sum + Math.abs(mean - (probe[i] ?? NaN)), 0) / means.length;
  // a broken driver may give NaN, which counts as no agreement
  if (difference < PROBE_DIFFERENCE) return undefined;
  return { code: 'probe-map', difference: difference.toFixed(4), most: PROBE_DIFFERENCE };
}

/**
 * Opens the model on the first device that starts and reproduces the card's probe map.
 *
 * @param devices best first. If all fail, the call rejects with the error of the last.
 * Rejects with `DeviceUnavailable`, `ModelMissing`, `ModelCorrupt`, `ModelTooLarge` or `EncoderFailed`.
 */
export async function openFocusNet(
  model: Model<FocusCard>,
  devices: readonly Device[],
  limits: RunLimits = {},
): Promise<FocusNet> {
  const values = MAPS * model.card.maskSide ** 2;
  const { run, ...opened } = await openModel(model, { values, disagreement }, devices, limits);
  return { ...opened, maps: run };
}
