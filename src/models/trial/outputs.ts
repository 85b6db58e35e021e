/** Names and shapes of what a model gave for one photo in; the ways to take an embedding of it, likeliest first, out. */
import type { Pooling } from '../../contract/card';
import { pooledDims } from '../../encoding/encoder/pool';
import type { OutputChoice } from '../../contract/models';

/** What an output held, the photos' axis first. */
export interface SeenOutput {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Fewer values than this tell no photo from another, such as a score or a yes and no. */
const LEAST_DIMS = 8;

/** What a model of both says of words: no photo’s embedding, though it may have its form. */
const OF_WORDS = /text/i;

/** From what was made to be compared to what was made for something else. The first that fits counts. */
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
    // of a map the two sides are alike, and the channels are not
    return first === second && second !== third ? ['mean-tokens'] : ['mean-map', 'mean-tokens'];
  }
  if (shape.length === 2 && first > 1) {
    // a square of patches has no room for a class token; one more has
    const square = Number.isInteger(Math.sqrt(first));
    return square ? ['mean-tokens', 'first-token'] : ['first-token', 'mean-tokens'];
  }
  return ['vector'];
}

/** Empty where nothing that the model gave is an embedding. */
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
