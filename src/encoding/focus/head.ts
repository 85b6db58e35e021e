/** Removes the head of a person from the map of the product. */
import { HAIR_WIDTH, HEAD_HEIGHT, ON, SKIN } from './thresholds';

/** First row below the head of what product and body form together; 0 where neither is there. */
function endOfHead(product: Float32Array, body: Float32Array, width: number): number {
  let [first, last] = [Infinity, -1];
  for (let cell = 0; cell < product.length; cell++) {
    if (product[cell]! <= ON && body[cell]! <= ON) continue;
    const row = Math.floor(cell / width);
    first = Math.min(first, row);
    last = row;
  }
  return last < 0 ? 0 : first + Math.floor(HEAD_HEIGHT * (last + 1 - first) + 0.5);
}

/**
 * Clears the cells within `HAIR_WIDTH` cells of skin, in the upper sixth of product and body together. That is the hair
 * round a face; of the product only the rim of its collar is lost.
 *
 * @param product float32 [height, width], probabilities. Not changed.
 * @param body float32 [height, width].
 * @returns a copy, owned by the caller.
 */
export function withoutHead(
  product: Float32Array,
  body: Float32Array,
  width: number,
): Float32Array<ArrayBuffer> {
  const headless = new Float32Array(product);
  const end = endOfHead(product, body, width);
  for (let y = 0; y < end; y++) {
    for (let x = 0; x < width; x++) {
      if (body[y * width + x]! <= SKIN) continue;
      const [left, right] = [Math.max(0, x - HAIR_WIDTH), Math.min(width - 1, x + HAIR_WIDTH)];
      for (let row = Math.max(0, y - HAIR_WIDTH); row <= Math.min(end - 1, y + HAIR_WIDTH); row++) {
        headless.fill(0, row * width + left, row * width + right + 1);
      }
    }
  }
  return headless;
}
