/** Models in; proof that what the trial gives them has the form that they take out. */
import { describe, expect, test, vi } from 'vitest';
import type { EncoderCard, Preprocessing } from '../../../../src/contract/card';
import type { Encoder } from '../../../../src/encoding/encoder/encoder';
import type { Model } from '../../../../src/inference/load-model';
import { tryDevices } from '../../../../src/models/trial/try-devices';

const given: number[][] = [];

vi.mock('../../../../src/encoding/encoder/encoder', () => ({
  PROBE_COSINE: 0.99,
  openEncoder: async ({
    card,
  }: Model<EncoderCard>): Promise<Pick<Encoder, 'card' | 'encode' | 'dispose'>> => ({
    card,
    async encode(tensor, count) {
      given.push([...tensor]);
      // each photo is one of its own
      return Float32Array.from({ length: count * count }, (_, i) => (i % (count + 1) === 0 ? 1 : 0));
    },
    dispose: async () => undefined,
  }),
}));

const RGB: Preprocessing = {
  side: 2,
  width: 3,
  fit: 'contain',
  resample: 'bilinear',
  pad: 128,
  scale: 1 / 255,
  mean: [0, 0, 0],
  std: [1, 1, 1],
};

describe('the trial of an encoder', () => {
  test.each([
    ['rgb', 3],
    ['rgbv', 4],
  ] as const)('gives it photos of its channels: %s', async (channels, count) => {
    given.length = 0;
    const card = { name: '', dims: 8, preprocessing: { ...RGB, channels } };
    const { device, trials } = await tryDevices({ card } as Model<EncoderCard>, ['wasm']);
    expect(trials).toMatchObject([{ device: 'wasm', isSound: true }]);
    expect(device).toBe('wasm');
    const [tensor] = given;
    expect(tensor).toHaveLength(8 * count * 6);
    // a drawn photo fills the input
    if (channels === 'rgbv') expect(tensor!.slice(18, 24)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
