/** Operators and seeded weights, one after the other, in; the files of a small ONNX network out. */
import { toHalf } from '../../src/shared/half';
import { onnxFile } from './onnx-messages';

/** `TensorProto.DataType`. */
const TYPES = { float32: 1, uint8: 2, int64: 7, float16: 10 } as const;
export type ValueType = keyof typeof TYPES;

/** How the weights are kept: `q8` multiplies in integers, as the hub's quantised files do. */
export type Weights = 'fp32' | 'fp16' | 'q8';

/** A model as it lies in a folder: `model.onnx`, and the data file where the weights stand beside it. */
export interface NetworkFiles {
  readonly model: Uint8Array<ArrayBuffer>;
  readonly data?: Uint8Array<ArrayBuffer>;
}

interface Port {
  readonly name: string;
  readonly type: ValueType;
  readonly shape: readonly (number | string)[];
}

type AttributeValue = number | readonly number[];

function attribute([name, value]: [string, AttributeValue]): object {
  if (typeof value !== 'number') return { name, ints: value, type: 7 };
  return Number.isInteger(value) ? { name, i: value, type: 2 } : { name, f: value, type: 1 };
}

function info({ name, type, shape }: Port): object {
  const dim = shape.map((size) => (typeof size === 'number' ? { dimValue: size } : { dimParam: size }));
  return { name, type: { tensorType: { elemType: TYPES[type], shape: { dim } } } };
}

/** The byte that stands for a weight of 0. */
const ZERO = 128;

function quantised(weights: readonly number[]) {
  const scale = Math.max(...weights.map(Math.abs)) / 127;
  return { scale, levels: Uint8Array.from(weights, (weight) => Math.round(weight / scale) + ZERO) };
}

/** Builds one network; the same seed and calls give the same bytes, wherever they run. */
export class Graph {
  readonly weights: Weights;
  readonly #nodes: object[] = [];
  readonly #initialisers: { readonly name: string; readonly fields: object; readonly raw: Uint8Array }[] = [];
  readonly #inputs: Port[] = [];
  readonly #outputs: Port[] = [];
  #state: number;

  constructor(seed: number, weights: Weights) {
    this.#state = seed;
    this.weights = weights;
  }

  input(name: string, type: ValueType, shape: readonly (number | string)[]): string {
    this.#inputs.push({ name, type, shape });
    return name;
  }

  output(value: string, name: string, type: ValueType, shape: readonly (number | string)[]): void {
    this.#outputs.push({ name, type, shape });
    this.#nodes.push({ input: [value], output: [name], name: `to ${name}`, opType: 'Identity' });
  }

  op(opType: string, input: readonly string[], attributes: Record<string, AttributeValue> = {}): string {
    const name = `v${this.#nodes.length}`;
    this.#nodes.push({
      input,
      output: [name],
      name: `${opType} ${name}`,
      opType,
      attribute: Object.entries(attributes).map(attribute),
    });
    return name;
  }

  cast(value: string, type: ValueType): string {
    return this.op('Cast', [value], { to: TYPES[type] });
  }

  /** Numbers in the type that the network computes in. */
  floats(values: readonly number[], dims: readonly number[]): string {
    if (this.weights !== 'fp16') return this.#keep('float32', Float32Array.from(values), dims);
    return this.#keep('float16', Uint16Array.from(values, toHalf), dims);
  }

  integers(values: readonly number[]): string {
    return this.#keep('int64', BigInt64Array.from(values, BigInt), [values.length]);
  }

  /** Weights round 0, of the size that keeps values about as large as they come in. */
  drawn(dims: readonly number[]): number[] {
    const [outs = 1, ...rest] = dims;
    const fanIn = dims.length === 2 ? outs : rest.reduce((all, size) => all * size, 1);
    const spread = Math.sqrt(3 / fanIn);
    const length = dims.reduce((all, size) => all * size, 1);
    return Array.from({ length }, () => {
      this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
      return (this.#state / 2 ** 31 - 1) * spread;
    });
  }

  /** Drawn weights as an operator takes them; made of bytes by the model itself where they are q8. */
  drawnWeights(dims: readonly number[]): string {
    const drawn = this.drawn(dims);
    if (this.weights !== 'q8') return this.floats(drawn, dims);
    const { levels, scale } = quantised(drawn);
    const bytes = this.#keep('uint8', levels, dims);
    const zero = this.#keep('uint8', Uint8Array.of(ZERO), []);
    return this.op('DequantizeLinear', [bytes, this.floats([scale], []), zero]);
  }

  /** `value` [..., rows] times drawn weights [rows, columns]; in integers where the weights are q8. */
  multiply(value: string, rows: number, columns: number): string {
    const drawn = this.drawn([rows, columns]);
    if (this.weights !== 'q8') return this.op('MatMul', [value, this.floats(drawn, [rows, columns])]);
    const { levels, scale } = quantised(drawn);
    const at = this.#nodes.length;
    const [bytes, inScale, inZero] = [`q${at}`, `s${at}`, `z${at}`];
    this.#nodes.push({
      input: [value],
      output: [bytes, inScale, inZero],
      name: `quantise ${at}`,
      opType: 'DynamicQuantizeLinear',
    });
    const product = this.op('MatMulInteger', [
      bytes,
      this.#keep('uint8', levels, [rows, columns]),
      inZero,
      this.#keep('uint8', Uint8Array.of(ZERO), []),
    ]);
    const scales = this.op('Mul', [inScale, this.floats([scale], [])]);
    return this.op('Mul', [this.cast(product, 'float32'), scales]);
  }

  /** @param external name of the data file that the weights go into; without it they stand in the model's own. */
  files(external?: string): NetworkFiles {
    const parts: Uint8Array[] = [];
    let offset = 0;
    const initializer = this.#initialisers.map(({ name, fields, raw }) => {
      if (external === undefined || raw.length < 64) return { name, ...fields, rawData: raw };
      const entries = { location: external, offset: String(offset), length: String(raw.length) };
      parts.push(raw);
      offset += raw.length;
      const externalData = Object.entries(entries).map(([key, value]) => ({ key, value }));
      return { name, ...fields, externalData, dataLocation: 1 };
    });
    const model = onnxFile({
      node: this.#nodes,
      name: 'network',
      initializer,
      input: this.#inputs.map(info),
      output: this.#outputs.map(info),
    });
    if (external === undefined) return { model };
    const data = new Uint8Array(offset);
    parts.reduce((at, part) => {
      data.set(part, at);
      return at + part.length;
    }, 0);
    return { model, data };
  }

  #keep(type: ValueType, values: ArrayBufferView, dims: readonly number[]): string {
    const name = `w${this.#initialisers.length}`;
    const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    this.#initialisers.push({ name, fields: { dims, dataType: TYPES[type] }, raw });
    return name;
  }
}
