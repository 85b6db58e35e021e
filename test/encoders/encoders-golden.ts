/**
 * The networks of `cases.ts` and the squares of `training/preprocessing_golden.py` in; the embeddings that ONNX Runtime's
 * native build gives for them out, into `test/fixtures/encoders/golden.json`.
 *
 * `npm install --no-save onnxruntime-node@1.30 && npx tsx test/encoders/encoders-golden.ts`: 110 MB, which is why it is
 * no dependency.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toHalf } from '../../src/half';
import { CASES, OUTPUTS, SCALING, filesOf, type Case } from './cases';

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
  networks: Record<string, { rgb: string }>;
};

/** Written from the formula, value by value, apart from `src/image/tensor.ts`. */
function inputOf({ family, unusual }: Case, native: Native): unknown {
  const rgb = Buffer.from(networks[family]?.rgb ?? '', 'base64');
  const area = rgb.length / 3;
  const side = Math.sqrt(area);
  const { mean, std } = SCALING[family];
  const { layout = 'nchw', input = 'float32' } = unusual;
  const values: number[] = [];
  for (let i = 0; i < rgb.length; i++) {
    const [c, at] = layout === 'nchw' ? [Math.floor(i / area), i % area] : [i % 3, Math.floor(i / 3)];
    const byte = rgb[at * 3 + c] ?? 0;
    values.push(input === 'uint8' ? byte : (byte / 255 - (mean[c] ?? 0)) / (std[c] ?? 1));
  }
  const dims = layout === 'nchw' ? [1, 3, side, side] : [1, side, side, 3];
  if (input === 'uint8') return new native.Tensor('uint8', Uint8Array.from(values), dims);
  if (input === 'float16') return new native.Tensor('float16', Uint16Array.from(values, toHalf), dims);
  return new native.Tensor('float32', Float32Array.from(values), dims);
}

/** Spelt out by family, apart from `src/encoder/pool.ts`. */
function embedding({ family }: Case, { data, dims }: { data: Float32Array; dims: number[] }): number[] {
  if (family === 'clip') return [...data];
  if (family === 'vit') return [...data.slice(0, dims[2])];
  const cells = (dims[2] ?? 0) * (dims[3] ?? 0);
  return Array.from({ length: dims[1] ?? 0 }, (_, channel) => {
    const map = [...data.slice(channel * cells, (channel + 1) * cells)];
    return map.reduce((sum, value) => sum + value, 0) / cells;
  });
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
    golden[each.name] = embedding(each, output).map((value) => Number(value.toPrecision(7)));
  }
  rmSync(folder, { recursive: true });
  const lines = Object.entries(golden).map(
    ([name, row]) => `  ${JSON.stringify(name)}: ${JSON.stringify(row)}`,
  );
  writeFileSync(new URL('golden.json', FIXTURES), `{\n${lines.join(',\n')}\n}\n`);
}

void main();
