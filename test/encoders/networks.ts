/** A family and how its weights are kept in; a small network of that family, as its makers lay it out on the hub, out. */
import { CLIP_WORDS } from './tokenizers';
import { Graph, type NetworkFiles, type ValueType, type Weights } from './graph';

const PATCH = 8;
const WIDTH = 24;
const CHANNELS = 20;
const TEXT_SEED = 55;

/** Values of each family's embedding. */
export const DIMS = { vit: WIDTH, clip: 16, convnet: CHANNELS } as const;

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

function compute(weights: Weights): ValueType {
  return weights === 'fp16' ? 'float16' : 'float32';
}

/** The photos as the network computes with them, [batch, 3, side, side]. */
function photos(graph: Graph, unusual: Unusual): string {
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
function give(graph: Graph, value: string, name: string, shape: readonly (number | string)[]): void {
  const given = graph.weights === 'fp16' ? graph.cast(value, 'float32') : value;
  graph.output(given, name, 'float32', shape);
}

function normalised(graph: Graph, value: string): string {
  const ones = graph.floats(new Array<number>(WIDTH).fill(1), [WIDTH]);
  const zeros = graph.floats(new Array<number>(WIDTH).fill(0), [WIDTH]);
  return graph.op('LayerNormalization', [value, ones, zeros], { axis: -1, epsilon: 1e-6 });
}

function attention(graph: Graph, tokens: string): string {
  const [query, key, value] = [0, 1, 2].map(() => graph.multiply(tokens, WIDTH, WIDTH)) as [
    string,
    string,
    string,
  ];
  const turned = graph.op('Transpose', [key], { perm: [0, 2, 1] });
  const scores = graph.op('Mul', [
    graph.op('MatMul', [query, turned]),
    graph.floats([1 / Math.sqrt(WIDTH)], []),
  ]);
  const mixed = graph.op('MatMul', [graph.op('Softmax', [scores], { axis: -1 }), value]);
  return graph.multiply(mixed, WIDTH, WIDTH);
}

/** `x * (1 + erf(x / sqrt 2)) / 2`. */
function gelu(graph: Graph, value: string): string {
  const erf = graph.op('Erf', [graph.op('Mul', [value, graph.floats([Math.SQRT1_2], [])])]);
  const share = graph.op('Mul', [graph.op('Add', [erf, graph.floats([1], [])]), graph.floats([0.5], [])]);
  return graph.op('Mul', [value, share]);
}

/** Patches with a class token before them, through one block of a transformer: [batch, 1 + patches, WIDTH]. */
function tokens(graph: Graph, unusual: Unusual): { readonly hidden: string; readonly count: number } {
  const { side = 32 } = unusual;
  const patches = (side / PATCH) ** 2;
  const kernel = [WIDTH, 3, PATCH, PATCH];
  const embedded = graph.op('Conv', [photos(graph, unusual), graph.drawnWeights(kernel)], {
    kernel_shape: [PATCH, PATCH],
    strides: [PATCH, PATCH],
  });
  const flat = graph.op('Reshape', [embedded, graph.integers([0, WIDTH, patches])]);
  const listed = graph.op('Transpose', [flat], { perm: [0, 2, 1] });
  // a class token for each photo of the batch, however many there are
  const none = graph.op('Mul', [
    graph.op('ReduceMean', [listed], { axes: [1], keepdims: 1 }),
    graph.floats([0], []),
  ]);
  const shape = [1, 1, WIDTH];
  const first = graph.op('Add', [none, graph.floats(graph.drawn(shape), shape)]);
  const all = graph.op('Concat', [first, listed], { axis: 1 });
  const positions = [1, 1 + patches, WIDTH];
  const placed = graph.op('Add', [all, graph.floats(graph.drawn(positions), positions)]);
  const seen = graph.op('Add', [placed, attention(graph, normalised(graph, placed))]);
  const widened = gelu(graph, graph.multiply(normalised(graph, seen), WIDTH, WIDTH * 2));
  const hidden = graph.op('Add', [seen, graph.multiply(widened, WIDTH * 2, WIDTH)]);
  return { hidden: normalised(graph, hidden), count: 1 + patches };
}

/** As ViT and DINOv2 are laid out: tokens, the class token first. */
export function vit(weights: Weights, unusual: Unusual = {}): NetworkFiles {
  const graph = new Graph(11, weights);
  const { hidden, count } = tokens(graph, unusual);
  give(graph, hidden, 'last_hidden_state', [unusual.batch ?? 'batch_size', count, WIDTH]);
  return graph.files(unusual.external);
}

/** As CLIP's vision half is laid out: the projected class token, and the tokens. */
export function clip(weights: Weights, unusual: Unusual = {}): NetworkFiles {
  const graph = new Graph(22, weights);
  const { batch = 'batch_size' } = unusual;
  const { hidden, count } = tokens(graph, unusual);
  const first = graph.op('Gather', [hidden, graph.integers([0])], { axis: 1 });
  const flat = graph.op('Reshape', [first, graph.integers([-1, WIDTH])]);
  give(graph, hidden, 'last_hidden_state', [batch, count, WIDTH]);
  give(graph, graph.multiply(flat, WIDTH, DIMS.clip), 'image_embeds', [batch, DIMS.clip]);
  return graph.files(unusual.external);
}

/** As ResNet is laid out: a feature map. */
export function convnet(weights: Weights, unusual: Unusual = {}): NetworkFiles {
  const graph = new Graph(33, weights);
  let value = photos(graph, unusual);
  let channels = 3;
  for (const outs of [8, 12, CHANNELS]) {
    const kernel = [outs, channels, 3, 3];
    const features = graph.op('Conv', [value, graph.drawnWeights(kernel)], {
      kernel_shape: [3, 3],
      strides: [2, 2],
      pads: [1, 1, 1, 1],
    });
    value = graph.op('Relu', [features]);
    channels = outs;
  }
  const { side = 32, width = side, anySide = false, batch = 'batch_size' } = unusual;
  const cells = anySide ? ['rows', 'columns'] : [Math.ceil(side / 8), Math.ceil(width / 8)];
  give(graph, value, 'last_hidden_state', [batch, CHANNELS, ...cells]);
  return graph.files(unusual.external);
}

/** What may be unusual about a text network's file. */
export interface UnusualText {
  /** Values of its embedding; those of the vision half by default. */
  readonly dims?: number;
  /** Tokens that the file fixes; any by default. */
  readonly length?: number;
}

/** The sum of the vectors of a text's own tokens, projected. */
function textEmbeds(graph: Graph, { dims = DIMS.clip, length }: UnusualText): string {
  const shape = ['batch_size', length ?? 'sequence_length'];
  const ids = graph.input('input_ids', 'int64', shape);
  const mask = graph.input('attention_mask', 'int64', shape);
  const table = graph.drawnWeights([CLIP_WORDS.length, WIDTH]);
  const counts = graph.op('Unsqueeze', [graph.cast(mask, compute(graph.weights)), graph.integers([2])]);
  const own = graph.op('Mul', [graph.op('Gather', [table, ids], { axis: 0 }), counts]);
  const sum = graph.op('ReduceSum', [own, graph.integers([1])], { keepdims: 0 });
  return graph.multiply(sum, WIDTH, dims);
}

/** As CLIP's text half is laid out. */
export function clipText(weights: Weights, unusual: UnusualText = {}): NetworkFiles {
  const graph = new Graph(TEXT_SEED, weights);
  const { dims = DIMS.clip } = unusual;
  give(graph, textEmbeds(graph, unusual), 'text_embeds', ['batch_size', dims]);
  return graph.files();
}

/** What `clipText` gives, from its definition, in float64: unit length is left to the caller. */
export function clipTextByHand(ids: readonly number[], mask: readonly number[]): number[] {
  const graph = new Graph(TEXT_SEED, 'fp32');
  const table = graph.drawn([CLIP_WORDS.length, WIDTH]);
  const matrix = graph.drawn([WIDTH, DIMS.clip]);
  return Array.from({ length: DIMS.clip }, (_, column) => {
    let value = 0;
    ids.forEach((id, at) => {
      for (let i = 0; i < WIDTH; i++) {
        value += (mask[at] ?? 0) * (table[id * WIDTH + i] ?? 0) * (matrix[i * DIMS.clip + column] ?? 0);
      }
    });
    return value;
  });
}

/** As whole CLIP files are laid out: both halves in one. */
export function clipBoth(): NetworkFiles {
  const graph = new Graph(44, 'fp32');
  const { hidden } = tokens(graph, {});
  const first = graph.op('Gather', [hidden, graph.integers([0])], { axis: 1 });
  const photo = graph.multiply(graph.op('Reshape', [first, graph.integers([-1, WIDTH])]), WIDTH, DIMS.clip);
  const words = textEmbeds(graph, {});
  const logits = graph.op('MatMul', [words, graph.op('Transpose', [photo], { perm: [1, 0] })]);
  give(graph, logits, 'logits_per_text', ['text_batch_size', 'image_batch_size']);
  give(graph, words, 'text_embeds', ['text_batch_size', DIMS.clip]);
  give(graph, photo, 'image_embeds', ['image_batch_size', DIMS.clip]);
  return graph.files();
}

/** What no encoder of photos is: it compares two. */
export function pair(): NetworkFiles {
  const graph = new Graph(44, 'fp32');
  const { hidden, count } = tokens(graph, {});
  graph.input('other_values', 'float32', ['batch_size', 3, 32, 32]);
  give(graph, hidden, 'last_hidden_state', ['batch_size', count, WIDTH]);
  return graph.files();
}
