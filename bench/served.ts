/** Declares what the server sends for an address: a file, or a part of one. */

/** A file, or the bytes of one from `start` to before `end`. */
export interface Served {
  readonly file: string;
  readonly bytes?: { readonly start: number; readonly end: number };
}
