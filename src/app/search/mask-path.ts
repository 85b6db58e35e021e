/** Turns the bits of a mask into an SVG path and into a CSS mask image with soft edges. */

/** Cells on a side of the mask. */
const SIDE = 64;
/** Cells by which a run that touches the mask's edge is extended beyond it, so that the blur does not fade it there. */
const BLEED = 2;
/** Standard deviation of the blur in cells: about the softness of a linear enlargement of the bits. */
const SOFTNESS = 0.6;

function isSet(mask: Uint8Array, row: number, column: number): boolean {
  const bit = row * SIDE + column;
  return ((mask[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
}

/** Draws a rectangle for each run of set bits in a row. Coordinates are in cells. */
export function maskPath(mask: Uint8Array): string {
  let path = '';
  for (let row = 0; row < SIDE; row++) {
    const top = row === 0 ? -BLEED : row;
    const bottom = row === SIDE - 1 ? SIDE + BLEED : row + 1;
    for (let column = 0; column < SIDE; column++) {
      if (!isSet(mask, row, column)) continue;
      const left = column === 0 ? -BLEED : column;
      while (column < SIDE - 1 && isSet(mask, row, column + 1)) column++;
      const right = column === SIDE - 1 ? SIDE + BLEED : column + 1;
      path += `M${left} ${top}H${right}V${bottom}H${left}Z`;
    }
  }
  return path;
}

/** Returns a value for `mask-image` that is opaque where bits are set and stretches to any size. */
export function maskImage(mask: Uint8Array): string {
  /* eslint-disable own/literal-text -- a drawing, not words */
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIDE} ${SIDE}" preserveAspectRatio="none">` +
    `<filter id="soft"><feGaussianBlur stdDeviation="${SOFTNESS}"/></filter>` +
    `<path filter="url(#soft)" d="${maskPath(mask)}"/></svg>`;
  /* eslint-enable own/literal-text */
  return `url("data:image/svg+xml,${encodeURIComponent(svg)}")`;
}
