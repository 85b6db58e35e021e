/** Fits a guessed preprocessing to the input of a model's file, or says why that is impossible. */
import type { Preprocessing } from '../../contract/card';
import { refusal, type ModelReasons } from '../../contract/reasons';
import type { Port } from '../../inference/ports';

const INPUTS = ['float32', 'float16', 'uint8'] as const;

function refuse({ name, type, shape }: Port, expected: ModelReasons['input-form']['expected']): never {
  throw refusal('ModelUnsuitable', { code: 'input-form', expected, came: { name, type, shape } });
}

/** Finds the axis of the three channels. An axis that the file leaves open fits any layout. */
function layoutOf(port: Port): 'nchw' | 'nhwc' {
  const [, second, , last] = port.shape;
  if (second === 3) return 'nchw';
  if (last === 3) return 'nhwc';
  if (typeof second === 'string') return 'nchw';
  return refuse(port, 'channels');
}

type Framing = Pick<Preprocessing, 'side' | 'width' | 'fit' | 'edge'>;

function scaledEdge(edge: number | undefined, share: number): Pick<Preprocessing, 'edge'> {
  return edge === undefined ? {} : { edge: Math.round(edge * share) };
}

/** Adapts the guess's framing to the input's height and width. A number below 1 means that the file fixes none. */
function framing(port: Port, layout: 'nchw' | 'nhwc', guess: Preprocessing): Framing {
  const [, second, third, fourth] = port.shape;
  const [height, width] = layout === 'nchw' ? [third, fourth] : [second, third];
  const { side, width: across = side, fit, edge } = guess;
  const isFixed = typeof height === 'number' && height > 0 && typeof width === 'number' && width > 0;
  if (!isFixed || (height === side && width === across)) {
    return { side, ...(across === side ? {} : { width: across }), fit, ...scaledEdge(edge, 1) };
  }
  if (height === width) return { side: height, fit, ...scaledEdge(edge, height / side) };
  // the guess's edge belongs to another shape: for an oblong with `cover` it is dropped, the photo just covers it
  return { side: height, width, fit, ...(fit === 'cover' ? {} : scaledEdge(edge, height / side)) };
}

/**
 * Takes height, width, order of axes and type of the input from the file, everything else from the guess.
 *
 * @param guess its edge is scaled with the side where the file fixes another; with `cover` an oblong drops it.
 * @throws ModelUnsuitable with what came and what was expected.
 */
export function inputForm(port: Port, guess: Preprocessing): Preprocessing {
  const input = INPUTS.find((type) => type === port.type) ?? refuse(port, 'type');
  if (port.shape.length !== 4) refuse(port, 'axes');
  const [batch] = port.shape;
  if (typeof batch === 'number' && batch > 1) refuse(port, 'batch');
  const layout = layoutOf(port);
  const { side: _side, width: _width, fit: _fit, edge: _edge, ...rest } = guess;
  const formed = {
    ...rest,
    ...framing(port, layout, guess),
    ...(layout === 'nchw' ? {} : { layout }),
    ...(input === 'float32' ? {} : { input }),
  };
  // a model with uint8 input scales the bytes itself
  return input === 'uint8' ? { ...formed, scale: 1, mean: [0, 0, 0], std: [1, 1, 1] } : formed;
}
