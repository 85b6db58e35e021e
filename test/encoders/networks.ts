/** A family and how its weights are kept in; a small network of that family, as its makers lay it out on the hub, out. */
import { CLIP_WORDS, SIGLIP_PIECES } from './tokenizers';
import { Graph, type NetworkFiles, type Weights } from './graph';
import {
  WIDTH,
  attention,
  block,
  compute,
  give,
  learned,
  patches,
  photos,
  placed,
  tanhGelu,
  widened,
  type Unusual,
} from './parts';

const CHANNELS = 20;
const TEXT_SEED = 55;

/** Values of each family's embedding. */
export const DIMS = {
  vit: WIDTH,
  clip: 16,
  siglip: WIDTH,
  dinov2: WIDTH,
  convnet: CHANNELS,
  bit: CHANNELS,
} as const;

/** Tokens that `dinov2` has beside the class token and the patches. */
const REGISTERS = 4;
/** Channels that `bit` brings to one scale together. */
const GROUPS = 4;
/** Positions of `siglipText`. */
const SIGLIP_LENGTH = 8;

/** Patches with a class token before them, through one block of a transformer: [batch, 1 + patches, WIDTH]. */
function tokens(graph: Graph, unusual: Unusual): { readonly hidden: string; readonly count: number } {
  const { listed, count } = patches(graph, unusual);
  const all = graph.op('Concat', [learned(graph, listed, 1), listed], { axis: 1 });
  return { hidden: block(graph, placed(graph, all, 1 + count)), count: 1 + count };
}

/** As ViT is laid out: tokens, the class token first. */
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

/** As SigLIP's vision half is laid out: tokens without a class token, and what a drawn token finds among them. */
export function siglip(weights: Weights, unusual: Unusual = {}): NetworkFiles {
  const graph = new Graph(66, weights);
  const { batch = 'batch_size' } = unusual;
  const { listed, count } = patches(graph, unusual);
  const hidden = block(graph, placed(graph, listed, count), tanhGelu);
  const found = attention(graph, hidden, learned(graph, hidden, 1));
  const pooled = graph.op('Add', [found, widened(graph, found, tanhGelu)]);
  give(graph, hidden, 'last_hidden_state', [batch, count, WIDTH]);
  const flat = graph.op('Reshape', [pooled, graph.integers([-1, WIDTH])]);
  give(graph, flat, 'pooler_output', [batch, WIDTH]);
  return graph.files(unusual.external);
}

/** As DINOv2 with registers is laid out: the class token, registers, patches, of a photo whose side the file leaves open. */
export function dinov2(weights: Weights, unusual: Unusual = {}): NetworkFiles {
  const graph = new Graph(77, weights);
  const { listed, count } = patches(graph, { anySide: true, ...unusual });
  const seen = graph.op('Concat', [learned(graph, listed, 1), listed], { axis: 1 });
  const all = placed(graph, seen, 1 + count);
  const cut = (from: number, to: number) =>
    graph.op('Slice', [all, graph.integers([from]), graph.integers([to]), graph.integers([1])]);
  const own = [cut(0, 1), learned(graph, listed, REGISTERS), cut(1, 1 + count)];
  const hidden = block(graph, graph.op('Concat', own, { axis: 1 }));
  give(graph, hidden, 'last_hidden_state', [unusual.batch ?? 'batch_size', 'tokens', WIDTH]);
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

/** Brought to one scale in groups of channels, as exporters spell it. */
function grouped(graph: Graph, value: string, channels: number, cells: number): string {
  const listed = graph.op('Reshape', [value, graph.integers([0, GROUPS, -1])]);
  const [ones, zeros] = [1, 0].map((one) => graph.floats(new Array<number>(GROUPS).fill(one), [GROUPS])) as [
    string,
    string,
  ];
  const scaled = graph.op('InstanceNormalization', [listed, ones, zeros], { epsilon: 1e-5 });
  const map = graph.op('Reshape', [scaled, graph.integers([-1, channels, cells, cells])]);
  return graph.op('Mul', [map, graph.floats(graph.drawn([channels, 1, 1]), [channels, 1, 1])]);
}

/** As BiT is laid out: groups are normalised before each convolution, and the map's mean is given beside it. */
export function bit(weights: Weights, unusual: Unusual = {}): NetworkFiles {
  const graph = new Graph(88, weights);
  const { side = 32, batch = 'batch_size' } = unusual;
  const cells = side / 4;
  const stem = graph.op('Conv', [photos(graph, unusual), graph.drawnWeights([CHANNELS, 3, 7, 7])], {
    kernel_shape: [7, 7],
    strides: [2, 2],
    pads: [3, 3, 3, 3],
  });
  const pool = { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] };
  const small = graph.op('MaxPool', [stem], pool);
  const before = graph.op('Relu', [grouped(graph, small, CHANNELS, cells)]);
  const kernel = { kernel_shape: [3, 3], pads: [1, 1, 1, 1] };
  const added = graph.op('Conv', [before, graph.drawnWeights([CHANNELS, CHANNELS, 3, 3])], kernel);
  const map = graph.op('Relu', [grouped(graph, graph.op('Add', [small, added]), CHANNELS, cells)]);
  give(graph, map, 'last_hidden_state', [batch, CHANNELS, cells, cells]);
  give(graph, graph.op('GlobalAveragePool', [map]), 'pooler_output', [batch, CHANNELS, 1, 1]);
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

/** As SigLIP's text half is laid out: token ids alone, whose last one stands for the text. */
export function siglipText(weights: Weights): NetworkFiles {
  const graph = new Graph(99, weights);
  const ids = graph.input('input_ids', 'int64', ['batch_size', 'sequence_length']);
  const table = graph.drawnWeights([SIGLIP_PIECES.length, WIDTH]);
  const listed = graph.op('Gather', [table, ids], { axis: 0 });
  const shape = [1, SIGLIP_LENGTH, WIDTH];
  const length = graph.op('Gather', [graph.op('Shape', [ids]), graph.integers([1])], { axis: 0 });
  const positions = graph.op('Slice', [
    graph.floats(graph.drawn(shape), shape),
    graph.integers([0]),
    length,
    graph.integers([1]),
  ]);
  const hidden = block(graph, graph.op('Add', [listed, positions]), tanhGelu);
  const last = graph.op('Gather', [hidden, graph.integers([-1])], { axis: 1 });
  const flat = graph.op('Reshape', [last, graph.integers([-1, WIDTH])]);
  give(graph, hidden, 'last_hidden_state', ['batch_size', 'sequence_length', WIDTH]);
  give(graph, graph.multiply(flat, WIDTH, DIMS.siglip), 'pooler_output', ['batch_size', DIMS.siglip]);
  return graph.files();
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
