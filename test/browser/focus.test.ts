/** The shipped focus network in; proof that devices agree on its maps, that damage is noticed, and that it finds a product, out. */
import { beforeAll, describe, expect, test } from 'vitest';
import type { FocusCard } from '../../src/contract/card';
import { DEFAULT_FOCUS } from '../../src/shared/shipped-models';
import { parseFocusCard } from '../../src/encoding/focus/focus-card';
import { openFocusNet, PROBE_DIFFERENCE, type FocusNet } from '../../src/encoding/focus/focus-net';
import { focused, type Focused } from '../../src/encoding/focus/focused';
import { BitmapRows } from '../../src/image/bitmap-rows';
import { fitSquare } from '../../src/image/contain';
import { eachBand } from '../../src/image/pixel-rows';
import { openResizer } from '../../src/image/open-resizer';
import { batchTensor } from '../../src/image/tensor';
import { fitPicture } from '../../src/image/thumbnail';
import { loadModel, type Model } from '../../src/inference/load-model';
import { probeTensor } from '../../src/inference/probe';
import { drawnBitmap, paintShirt, paintStripes } from './drawn-photos';

const FOLDER = new URL(`/models/${DEFAULT_FOCUS}/`, window.location.href);

describe('the shipped focus network', () => {
  let model: Model<FocusCard>;
  let net: FocusNet;
  beforeAll(async () => {
    model = await loadModel(FOLDER, parseFocusCard);
    net = await openFocusNet(model, ['wasm']);
  }, 120_000);

  async function look(bitmap: ImageBitmap): Promise<Focused> {
    const { preprocessing } = model.card;
    const [squares, pictures] = [await openResizer(), await openResizer()];
    const rows = new BitmapRows(bitmap);
    const square = fitSquare(rows, preprocessing, squares);
    const picture = fitPicture(rows, pictures);
    eachBand(rows, (rgba) => {
      square.add(rgba);
      picture.add(rgba);
    });
    const { width, height } = bitmap;
    const photo = { square: { rgb: square.finish() }, picture: picture.finish(), width, height };
    const maps = await net.maps(batchTensor([photo.square], preprocessing), 1);
    return focused(photo, maps, model.card, preprocessing, squares);
  }

  test('gives probabilities of product and of body, never more than one together', async () => {
    const { maskSide, preprocessing } = model.card;
    const cells = maskSide ** 2;
    const maps = await net.maps(probeTensor(preprocessing), 1);
    expect(maps.length).toBe(2 * cells);
    const sums = maps.subarray(0, cells).map((product, i) => product + maps[cells + i]!);
    expect(maps.every((p) => p >= 0 && p <= 1)).toBe(true);
    expect(sums.every((sum) => sum <= 1.0001)).toBe(true);
  });

  test('sees each photo of a batch as it sees it alone', async () => {
    const one = Float32Array.from(probeTensor(model.card.preprocessing));
    const other = one.map((value) => 1 - value);
    const batch = new Float32Array(2 * one.length);
    batch.set(one);
    batch.set(other, one.length);
    const both = await net.maps(batch, 2);
    const alone = [...(await net.maps(one, 1)), ...(await net.maps(other, 1))];
    expect(both.every((p, i) => Math.abs(p - alone[i]!) < 1e-4)).toBe(true);
  });

  test('is trusted on WebGPU too', async () => {
    const onGpu = await openFocusNet(model, ['webgpu']);
    expect(onGpu.device).toBe('webgpu');
    await onGpu.dispose();
    // a second runtime on an adapter in software
  }, 120_000);

  test('is not trusted on a device that gives another map than the card, and says so', async () => {
    const probe = model.card.probe.map((p) => p + 2 * PROBE_DIFFERENCE);
    const wrong: Model<FocusCard> = { ...model, card: { ...model.card, probe } };
    await expect(openFocusNet(wrong, ['wasm'])).rejects.toMatchObject({ name: 'DeviceUnavailable' });
    await expect(openFocusNet(wrong, ['wasm'])).rejects.toThrow(String(PROBE_DIFFERENCE));
  });

  test('is refused where its maps have another size than its card says', async () => {
    const wrong: Model<FocusCard> = { ...model, card: { ...model.card, maskSide: 32 } };
    await expect(openFocusNet(wrong, ['wasm'])).rejects.toMatchObject({ name: 'ModelCorrupt' });
  });

  test('finds a shirt on a plain ground, and not the ground', async () => {
    const { view, square } = await look(await drawnBitmap(480, 640, paintShirt));
    if (view.kind !== 'subject') throw new Error(`no subject: ${JSON.stringify(view)}`);
    const { left, top, width, height } = view.box;
    // the shirt spans 0.2 to 0.8 across and 0.25 to 0.75 down
    for (const [found, drawn] of [
      [left, 0.2],
      [top, 0.25],
      [left + width, 0.8],
      [top + height, 0.75],
    ] as const) {
      expect(Math.abs(found - drawn)).toBeLessThan(0.1);
    }
    const { pad } = model.card.preprocessing;
    expect([...square.rgb.subarray(0, 3)]).toEqual([pad, pad, pad]);
  });

  test('leaves a photo whole that one pattern fills', async () => {
    expect((await look(await drawnBitmap(400, 400, paintStripes))).view.kind).toBe('whole');
  });
});
