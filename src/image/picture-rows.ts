/** Reads the rows of a part of a picture as RGBA bytes. */
import type { Picture } from '../contract/photo';
import type { PixelRows } from './pixel-rows';
import type { Rectangle } from './rectangle';

/** Rows of a part of a picture, so that it can be resized like a photo. */
export class PictureRows implements PixelRows {
  readonly width: number;
  readonly height: number;

  /** @param part in pixels of `picture`, inside it. */
  constructor(
    private readonly picture: Picture,
    private readonly part: Rectangle,
  ) {
    this.width = part.width;
    this.height = part.height;
  }

  /** @returns RGBA bytes of `rows` rows from row `top` of the part on, alpha 255; the receiver owns them. */
  read(top: number, rows: number): Uint8ClampedArray {
    const { rgb, width } = this.picture;
    const rgba = new Uint8ClampedArray(rows * this.width * 4);
    let to = 0;
    for (let row = top; row < top + rows; row++) {
      let from = ((this.part.top + row) * width + this.part.left) * 3;
      for (let x = 0; x < this.width; x++) {
        rgba[to] = rgb[from]!;
        rgba[to + 1] = rgb[from + 1]!;
        rgba[to + 2] = rgb[from + 2]!;
        rgba[to + 3] = 255;
        from += 3;
        to += 4;
      }
    }
    return rgba;
  }
}
