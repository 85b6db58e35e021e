/** Writes the network of `channel-means.ts` to `test/fixtures/encoders/channel-means`: `npx tsx test/encoders/write-channel-means.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { channelMeans } from './channel-means';

const folder = new URL('../fixtures/encoders/channel-means/', import.meta.url);
const { model, card } = channelMeans();
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('model.onnx', folder), model);
writeFileSync(new URL('card.json', folder), `${JSON.stringify(card, undefined, 2)}\n`);
