/** Nothing in; what the user searches with, what is asked of it, and what is known by now, as types out. */
import type { CropBox, Focus, FocusView } from '../../contract/photo';
import type { Match } from '../../contract/product';
import type { Words } from './words-in-space';

/** Results shown for a query. */
export const K = 5;

/** A photo that came to be searched with. */
export interface PhotoQuery {
  readonly kind: 'photo';
  readonly name: string;
  readonly photo: Blob;
  /** The photo's object URL: revoked by whoever made it when the query makes room. */
  readonly url: string;
}

/** What the user searches with. */
export type Query =
  | PhotoQuery
  | { readonly kind: 'product'; readonly id: string; readonly name: string }
  /** A product that is a vector, without a photo. */
  | { readonly kind: 'vector'; readonly id: string; readonly name: string }
  /** Words alone. */
  | { readonly kind: 'words'; readonly name: string };

/** What one search gave. */
export interface Answer {
  readonly matches: readonly Match[];
  /** What the encoder saw of the query; absent where no encoder had a part in it. */
  readonly view?: FocusView;
}

export interface Search {
  readonly query: Query;
  readonly focus: Focus;
  /** What goes with a photo or a product; absent where that is searched with alone. */
  readonly words?: Words | undefined;
  /** The part that was last drawn by hand on this query. */
  readonly drawn: CropBox | undefined;
  /** Undefined until the first one comes, and where the search failed. */
  readonly answer: Answer | undefined;
  /** No answer has come yet to this query with this focus and these words; an older answer stands meanwhile. */
  readonly pending: boolean;
  readonly failure: Error | undefined;
}
