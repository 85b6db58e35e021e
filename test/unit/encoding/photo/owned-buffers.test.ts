/** Lists the buffers of outcomes of every kind. */
import { expect, test } from 'vitest';
import type { Encoded } from '../../../../src/contract/photo';
import { ownedBuffers } from '../../../../src/encoding/photo/owned-buffers';

test('the buffers of a batch are each embedding and each picture, once; a failure has none', () => {
  const encoded: Encoded = {
    embedding: Float32Array.of(1),
    fingerprint: '',
    view: { kind: 'whole', reason: 'off' },
    width: 1,
    height: 1,
  };
  const pictured: Encoded = {
    ...encoded,
    embedding: Float32Array.of(2),
    picture: { rgb: Uint8ClampedArray.of(1, 2, 3), width: 1, height: 1 },
  };
  const buffers = ownedBuffers([
    { encoded },
    { failure: { name: 'PhotoEmpty', message: '' } },
    { encoded: pictured },
  ]);
  const expected = [encoded.embedding.buffer, pictured.embedding.buffer, pictured.picture?.rgb.buffer];
  expect(buffers).toHaveLength(3);
  buffers.forEach((buffer, i) => {
    expect(buffer).toBe(expected[i]);
  });
});
