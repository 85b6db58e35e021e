/** A graph under way in; the parts that the test networks have in common, added to it, out. */
import type { Graph, ValueType, Weights } from './graph';

const PATCH = 8;
/** Values of a token. */
export const WIDTH = 24;

/** What may be unusual about a network's file. */
export interface Unusual {
  /** Side of the square, for which the positions are made; 32 by default. */
  readonly side?: number;
  /** Of an oblong, for networks without positions; `side` by default. */
  readonly width?: number;
  /** Whether the file leaves the side open. */
  readonly anySide?: boolean;
  /** Of the batch axis; a word by default. */
  readonly batch?: number | string;
  readonly layout?: 'nchw' | 'nhwc';
  readonly input?: 'float32' | 'float16' | 'uint8';
  /** Name of a data file for the weights. */
  readonly external?: string;
}

/** The type that a network computes in. */
export function compute(weights: Weights): ValueType {
  return weights === 'fp16' ? 'float16' : 'float32';
}

/** The photos as the network computes with them, [batch, 3, side, side]. */
export function photos(graph: Graph, unusual: Unusual): string {
  const { side = 32, width = side, anySide = false, batch = 'batch_size' } = unusual;
  const { layout = 'nchw', input = 'float32' } = unusual;
  const size = anySide ? ['height', 'width'] : [side, width];
  const shape = layout === 'nchw' ? [batch, 3, ...size] : [batch, ...size, 3];
  let value = graph.input('pixel_values', input, shape);
  if (input !== compute(graph.weights)) value = graph.cast(value, compute(graph.weights));
  if (input === 'uint8') value = graph.op('Div', [value, graph.floats([255], [])]);
  return layout === 'nchw' ? value : graph.op('Transpose', [value], { perm: [0, 3, 1, 2] });
}

/** What the hub's converted files give, whatever they compute in, is float32. */
export function give(graph: Graph, value: string, name: string, shape: readonly (number | string)[]): void {
  const given = graph.weights === 'fp16' ? graph.cast(value, 'float32') : value;
  graph.output(given, name, 'float32', shape);
}

function normalised(graph: Graph, value: string): string {
  const ones = graph.floats(new Array<number>(WIDTH).fill(1), [WIDTH]);
  const zeros = graph.floats(new Array<number>(WIDTH).fill(0), [WIDTH]);
  return graph.op('LayerNormalization', [value, ones, zeros], { axis: -1, epsilon: 1e-6 });
}

/** Of one head. @param asking the tokens that ask; all of them by default. */
export function attention(graph: Graph, tokens: string, asking = tokens): string {
  const query = graph.multiply(asking, WIDTH, WIDTH);
  const [key, value] = [0, 1].map(() => graph.multiply(tokens, WIDTH, WIDTH)) as [string, string];
  const turned = graph.op('Transpose', [key], { perm: [0, 2, 1] });
  const scores = graph.op('Mul', [
    graph.op('MatMul', [query, turned]),
    graph.floats([1 / Math.sqrt(WIDTH)], []),
  ]);
  const mixed = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), value]);
  return graph.multiply(mixed, WIDTH, WIDTH);
}

/** `x * (1 + erf(x / sqrt 2)) / 2`. */
export function gelu(graph: Graph, value: string): string {
  const erf = graph.op('Erf', [graph.op('Mul', [value, graph.floats([Math.SQRT1_2], [])])]);
  const share = graph.op('Mul', [graph.op('Add', [erf, graph.floats([1], [])]), graph.floats([0.5], [])]);
  return graph.op('Mul', [value, share]);
}

/** `x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x ** 3))) / 2`: what SigLIP takes for it. */
export function tanhGelu(graph: Graph, value: string): string {
  const times = (one: string, other: string) => graph.op('Mul', [one, other]);
  const cubed = times(times(times(value, value), value), graph.floats([0.044715], []));
  const inner = times(graph.op('Add', [value, cubed]), graph.floats([Math.sqrt(2 / Math.PI)], []));
  const share = graph.op('Add', [graph.op('Tanh', [inner]), graph.floats([1], [])]);
  return times(times(value, share), graph.floats([0.5], []));
}

/** The two layers behind attention. */
export function widened(graph: Graph, value: string, bend: typeof gelu): string {
  const wide = bend(graph, graph.multiply(normalised(graph, value), WIDTH, WIDTH * 2));
  return graph.multiply(wide, WIDTH * 2, WIDTH);
}

/** One block of a transformer, and the norm behind the last of them. */
export function block(graph: Graph, placed: string, bend = gelu): string {
  const seen = graph.op('Add', [placed, attention(graph, normalised(graph, placed))]);
  return normalised(graph, graph.op('Add', [seen, widened(graph, seen, bend)]));
}

/** Squares of the photo as tokens, [batch, count, WIDTH]. */
export function patches(graph: Graph, unusual: Unusual): { readonly listed: string; readonly count: number } {
  const { side = 32 } = unusual;
  const count = (side / PATCH) ** 2;
  const kernel = [WIDTH, 3, PATCH, PATCH];
  const embedded = graph.op('Conv', [photos(graph, unusual), graph.drawnWeights(kernel)], {
    kernel_shape: [PATCH, PATCH],
    strides: [PATCH, PATCH],
  });
  const flat = graph.op('Reshape', [embedded, graph.integers([0, WIDTH, count])]);
  return { listed: graph.op('Transpose', [flat], { perm: [0, 2, 1] }), count };
}

/** Drawn tokens for each photo of the batch, however many there are: [batch, count, WIDTH]. */
export function learned(graph: Graph, listed: string, count: number): string {
  const none = graph.op('Mul', [
    graph.op('ReduceMean', [listed], { axes: [1], keepdims: 1 }),
    graph.floats([0], []),
  ]);
  const shape = [1, count, WIDTH];
  return graph.op('Add', [none, graph.floats(graph.drawn(shape), shape)]);
}

/** Adds a drawn vector to each of so many tokens. */
export function placed(graph: Graph, tokens: string, count: number): string {
  const positions = [1, count, WIDTH];
  return graph.op('Add', [tokens, graph.floats(graph.drawn(positions), positions)]);
}
