/** Nothing in; a network that averages each of its four channels, and its card, out. */
import { createHash } from 'node:crypto';
import type { EncoderCard } from '../../src/contract/card';
import { probeTensor } from '../../src/inference/probe';
import { Graph } from './graph';

const SIDE = 160;

function network(): Uint8Array<ArrayBuffer> {
  const graph = new Graph(0, 'fp32');
  const squares = graph.input('squares', 'float32', ['batch_size', 4, SIDE, SIDE]);
  const means = graph.op('ReduceMean', [squares], { axes: [2, 3], keepdims: 0 });
  graph.output(means, 'means', 'float32', ['batch_size', 4]);
  return graph.files().model;
}

/** The files of a folder that the encoder worker loads: its embedding is red, green, blue and visibility on average. */
export function channelMeans(): { readonly model: Uint8Array<ArrayBuffer>; readonly card: EncoderCard } {
  const model = network();
  const preprocessing = {
    side: SIDE,
    fit: 'contain',
    resample: 'bilinear',
    pad: 128,
    scale: 1 / 255,
    mean: [0, 0, 0],
    std: [1, 1, 1],
    channels: 'rgbv',
  } as const;
  const probe = Float32Array.from(probeTensor(preprocessing));
  const area = SIDE ** 2;
  const means = [0, 1, 2, 3].map(
    (c) => probe.subarray(c * area, (c + 1) * area).reduce((sum, value) => sum + value, 0) / area,
  );
  const card: EncoderCard = {
    name: 'channel means',
    version: '1',
    sha256: createHash('sha256').update(model).digest('hex'),
    sizeBytes: model.length,
    preprocessing,
    dims: 4,
    dtype: 'fp32',
    normalisation: 'l2',
    output: { name: 'means', pooling: 'vector' },
    probe: means.map((mean) => mean / Math.hypot(...means)),
  };
  return { model, card };
}
