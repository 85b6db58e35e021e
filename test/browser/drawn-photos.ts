/** A size and a painter in; a drawn photo, as a bitmap or as a PNG file, out. */

/** Paints a canvas of the given size; what it leaves is transparent. */
export type Painter = (context: OffscreenCanvasRenderingContext2D, width: number, height: number) => void;

function painted(width: number, height: number, paint: Painter): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives no 2D canvas');
  paint(context, width, height);
  return canvas;
}

export function drawnBitmap(width: number, height: number, paint: Painter): Promise<ImageBitmap> {
  return createImageBitmap(painted(width, height, paint));
}

/** Lossless, so that a part of it can be drawn again byte for byte. */
export function drawnPng(width: number, height: number, paint: Painter): Promise<Blob> {
  return painted(width, height, paint).convertToBlob({ type: 'image/png' });
}

/** A deep blue shirt with two sleeves, laid flat on light grey: 0.2 to 0.8 across, 0.25 to 0.75 down. */
export const paintShirt: Painter = (context, width, height) => {
  context.fillStyle = '#e4e2de';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#1f3f8f';
  const outline = [
    [0.4, 0.25],
    [0.45, 0.29],
    [0.55, 0.29],
    [0.6, 0.25],
    [0.8, 0.34],
    [0.74, 0.46],
    [0.66, 0.42],
    [0.66, 0.75],
    [0.34, 0.75],
    [0.34, 0.42],
    [0.26, 0.46],
    [0.2, 0.34],
  ] as const;
  context.beginPath();
  for (const [x, y] of outline) context.lineTo(x * width, y * height);
  context.fill();
};

/** Stripes of two colours from edge to edge. */
export const paintStripes: Painter = (context, width, height) => {
  for (let x = 0; x < width; x += 20) {
    context.fillStyle = x % 40 === 0 ? '#a03030' : '#b04a3a';
    context.fillRect(x, 0, 20, height);
  }
};

/** Squares whose colours all differ, by their place: every part of the photo looks different. */
export const paintPatches: Painter = (context, width, height) => {
  for (let y = 0; y < height; y += 10) {
    for (let x = 0; x < width; x += 10) {
      context.fillStyle = `rgb(${(x * 7 + y) % 256} ${(x + y * 5) % 256} ${(x * 3 + y * 11) % 256})`;
      context.fillRect(x, y, 10, 10);
    }
  }
};
