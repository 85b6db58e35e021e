/** Declares the size of a photo or of a part of one. */

/** Width and height in pixels, both at least 1. */
export interface Size {
  readonly width: number;
  readonly height: number;
}
