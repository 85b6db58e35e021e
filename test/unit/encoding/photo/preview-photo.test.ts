/** Previews a photo with and without a signal that has fired. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PhotoDecoder } from '../../../../src/encoding/photo/photo-decoder';
import { previewPhoto } from '../../../../src/encoding/photo/preview-photo';
import { CARD } from '../focus/drawn-maps';
import { FakeDecoder, GreyCanvas, greyPhoto } from '../fake-parts';

beforeEach(() => {
  vi.stubGlobal('OffscreenCanvas', GreyCanvas);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('a preview shows the photo, closes its bitmap, and is cancelled by a signal', async () => {
  const fake = new FakeDecoder();
  const decoder = new PhotoDecoder(fake.decode);
  const shown = await previewPhoto(greyPhoto(77), { ...CARD.preprocessing, side: 4 }, decoder);
  expect(shown).toMatchObject({ width: 4, height: 4 });
  expect([...shown.rgb]).toEqual(new Array(48).fill(77));
  expect(fake.open).toBe(0);
  const cancelled = previewPhoto(greyPhoto(77), CARD.preprocessing, decoder, AbortSignal.abort());
  await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
});
