/** Lists the ways to read an embedding from a model's outputs, likeliest first. */
import type { Pooling } from '../../contract/card';
import { pooledDims } from '../../encoding/encoder/pool';
import type { OutputChoice } from '../../contract/models';

/** An output's name and shape, the photos' axis first. */
export interface SeenOutput {
  readonly name: string;
  readonly shape: readonly number[];
}

/** An output of fewer values, such as a score or a yes/no, cannot tell photos apart. */
const LEAST_DIMS = 8;

/** Names of a joint model's text outputs, which have an embedding's shape but encode no photo. */
const OF_WORDS = /text/i;

/** Patterns of names, from outputs made for comparison to those made for other ends; the first match counts. */
const NAMES: readonly RegExp[] = [
  /embed/i,
  /pool/i,
  /hidden|feature|token/i,
  /^(?!.*(logit|prob|class|score))/i,
];

function rank(name: string): number {
  const at = NAMES.findIndex((pattern) => pattern.test(name));
  return at === -1 ? NAMES.length : at;
}

/** Poolings that a shape allows, likeliest first. */
function poolings([, ...shape]: readonly number[]): readonly Pooling[] {
  const [first = 0, second = 0, third = 0] = shape;
  if (shape.length === 3 && second * third > 1) {
    // a map has two equal sides; the axis that differs holds the channels
    return first === second && second !== third ? ['mean-tokens'] : ['mean-map', 'mean-tokens'];
  }
  if (shape.length === 2 && first > 1) {
    // a square number of tokens is all patches; any other number includes a class token
    const square = Number.isInteger(Math.sqrt(first));
    return square ? ['mean-tokens', 'first-token'] : ['first-token', 'mean-tokens'];
  }
  return ['vector'];
}

/** Empty where no output can be an embedding. */
export function outputChoices(outputs: readonly SeenOutput[]): readonly OutputChoice[] {
  return outputs
    .filter(({ name }) => !OF_WORDS.test(name))
    .toSorted((one, other) => rank(one.name) - rank(other.name))
    .flatMap(({ name, shape }) =>
      poolings(shape).flatMap((pooling) => {
        const dims = pooledDims(shape, pooling);
        return dims === undefined || dims < LEAST_DIMS ? [] : [{ name, pooling, dims }];
      }),
    );
}
