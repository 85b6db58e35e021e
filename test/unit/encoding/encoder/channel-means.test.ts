/** The test folder of a network of visibility in; proof that it is what its builder makes out. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseEncoderCard } from '../../../../src/encoding/encoder/encoder-card';
import { channelMeans } from '../../../encoders/channel-means';

const FOLDER = new URL('../../../fixtures/encoders/channel-means/', import.meta.url);

test('the folder holds what `write-channel-means.ts` writes', () => {
  const { model, card } = channelMeans();
  expect(new Uint8Array(readFileSync(new URL('model.onnx', FOLDER)))).toEqual(model);
  expect(parseEncoderCard(JSON.parse(readFileSync(new URL('card.json', FOLDER), 'utf8')))).toEqual(card);
});
