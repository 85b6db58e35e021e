/** Writes the embeddings that ONNX Runtime's native build gives for the networks of `cases.ts`. */

/*
 * They encode the squares of `training/preprocessing_golden.py`, and texts as ids, into
 * `test/fixtures/encoders/golden.json`.
 *
 * `npm install --no-save onnxruntime-node@1.30 && npx tsx test/encoders/encoders-golden.ts`: 110 MB, which is why it is
 * no dependency.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHalf } from '../../src/shared/half';
import { CASES, OUTPUTS, PROCESSORS, TEXT_CASES, TEXT_HALVES, filesOf, type Case } from './cases';

const FIXTURES = new URL('../fixtures/encoders/', import.meta.url);

interface Native {
  InferenceSession: {
    create(path: string): Promise<{
      run(feeds: Record<string, unknown>): Promise<Record<string, { data: Float32Array; dims: number[] }>>;
    }>;
  };
  Tensor: new (type: string, data: ArrayBufferView, dims: readonly number[]) => unknown;
}

const { networks } = JSON.parse(readFileSync(new URL('squares.json', FIXTURES), 'utf8')) as {
  networks: Record<string, { rule: { side: number; width?: number }; rgb: string }>;
};

/** Written from the formula, value by value, apart from `src/image/tensor.ts`. */
function inputOf({ processor, unusual }: Case, native: Native): unknown {
  const seen = networks[processor];
  if (!seen) throw new Error(`squares.json has no ${processor}`);
  const rgb = Buffer.from(seen.rgb, 'base64');
  const { side, width = side } = seen.rule;
  const area = side * width;
  const { image_mean: mean, image_std: std } = PROCESSORS[processor];
  const { layout = 'nchw', input = 'float32' } = unusual;
  const values: number[] = [];
  for (let i = 0; i < rgb.length; i++) {
    const [c, at] = layout === 'nchw' ? [Math.floor(i / area), i % area] : [i % 3, Math.floor(i / 3)];
    const byte = rgb[at * 3 + c] ?? 0;
    values.push(input === 'uint8' ? byte : (byte / 255 - (mean[c] ?? 0)) / (std[c] ?? 1));
  }
  const dims = layout === 'nchw' ? [1, 3, side, width] : [1, side, width, 3];
  if (input === 'uint8') return new native.Tensor('uint8', Uint8Array.from(values), dims);
  if (input === 'float16') return new native.Tensor('float16', Uint16Array.from(values, toHalf), dims);
  return new native.Tensor('float32', Float32Array.from(values), dims);
}

/** Spelt out by family, apart from `src/encoding/encoder/pool.ts`. */
function embedding({ family }: Case, { data, dims }: { data: Float32Array; dims: number[] }): number[] {
  if (family === 'vit' || family === 'dinov2') return [...data.slice(0, dims[2])];
  if (family !== 'convnet') return [...data];
  const cells = (dims[2] ?? 0) * (dims[3] ?? 0);
  return Array.from({ length: dims[1] ?? 0 }, (_, channel) => {
    const map = [...data.slice(channel * cells, (channel + 1) * cells)];
    return map.reduce((sum, value) => sum + value, 0) / cells;
  });
}

function idsOf(values: readonly number[], native: Native): unknown {
  return new native.Tensor('int64', BigInt64Array.from(values, BigInt), [1, values.length]);
}

function rounded(value: number): number {
  return Number(value.toPrecision(7));
}

async function main(): Promise<void> {
  const native = (await import(process.env['ORT_NODE'] ?? 'onnxruntime-node')) as Native;
  const folder = mkdtempSync(join(tmpdir(), 'encoders-'));
  const golden: Record<string, number[]> = {};
  for (const each of CASES) {
    const { model, data } = filesOf(each);
    const path = join(folder, 'model.onnx');
    writeFileSync(path, model);
    if (data) writeFileSync(join(folder, each.unusual.external ?? ''), data);
    const session = await native.InferenceSession.create(path);
    const outputs = await session.run({ pixel_values: inputOf(each, native) });
    const output = outputs[OUTPUTS[each.family].name];
    if (!output) throw new Error(`${each.name} gave no ${OUTPUTS[each.family].name}`);
    golden[each.name] = embedding(each, output).map(rounded);
  }
  for (const { name, family, weights } of TEXT_CASES) {
    const { files, ids, mask, output: wanted } = TEXT_HALVES[family];
    const path = join(folder, 'text_model.onnx');
    writeFileSync(path, files(weights).model);
    const session = await native.InferenceSession.create(path);
    const feeds = {
      input_ids: idsOf(ids, native),
      ...(mask ? { attention_mask: idsOf(mask, native) } : {}),
    };
    const output = (await session.run(feeds))[wanted];
    if (!output) throw new Error(`${name} gave no ${wanted}`);
    golden[name] = [...output.data].map(rounded);
  }
  rmSync(folder, { recursive: true });
  const lines = Object.entries(golden).map(
    ([name, row]) => `  ${JSON.stringify(name)}: ${JSON.stringify(row)}`,
  );
  writeFileSync(new URL('golden.json', FIXTURES), `{\n${lines.join(',\n')}\n}\n`);
}

void main();
