/** What a model's file says of its input, and a guess at its preprocessing, in; the preprocessing that fits both, or the reason why none does, out. */
import type { Preprocessing } from '../../contract/card';
import { refusal, type ModelReasons } from '../../contract/reasons';
import type { Port } from '../../inference/ports';

const INPUTS = ['float32', 'float16', 'uint8'] as const;

function refuse({ name, type, shape }: Port, expected: ModelReasons['input-form']['expected']): never {
  throw refusal('ModelUnsuitable', { code: 'input-form', expected, came: { name, type, shape } });
}

/** Where the three channels stand. An axis that the file does not fix fits anywhere. */
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

/** The guess's framing, for an input of this height and width. A number below 1 stands where the file fixes none. */
function framing(port: Port, layout: 'nchw' | 'nhwc', guess: Preprocessing): Framing {
  const [, second, third, fourth] = port.shape;
  const [height, width] = layout === 'nchw' ? [third, fourth] : [second, third];
  const { side, width: across = side, fit, edge } = guess;
  const isFixed = typeof height === 'number' && height > 0 && typeof width === 'number' && width > 0;
  if (!isFixed || (height === side && width === across)) {
    return { side, ...(across === side ? {} : { width: across }), fit, ...scaledEdge(edge, 1) };
  }
  if (height === width) return { side: height, fit, ...scaledEdge(edge, height / side) };
  // a crop's edge was that of another shape: of an oblong the photo just covers the input
  return { side: height, width, fit, ...(fit === 'cover' ? {} : scaledEdge(edge, height / side)) };
}

/**
 * The file knows best about height and width, the order of axes and the type of its input; everything else is the guess's.
 *
 * @param guess whose edge is scaled with the side, where the file fixes another; an oblong's is dropped.
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
  // bytes go in as they are: whoever takes them scales by itself
  return input === 'uint8' ? { ...formed, scale: 1, mean: [0, 0, 0], std: [1, 1, 1] } : formed;
}
