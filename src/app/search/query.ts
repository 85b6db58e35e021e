/** Types the query, the search that runs with it, and its answer. */
import type { CropBox, Focus, FocusView } from '../../contract/photo';
import type { Match } from '../../contract/product';
import type { Words } from './words-in-space';

/** Results shown for a query. */
export const K = 5;

/** A photo from outside the catalogue as the query. */
export interface PhotoQuery {
  readonly kind: 'photo';
  readonly name: string;
  readonly photo: Blob;
  /** The photo's object URL. The hook that holds the query revokes it when the query is replaced or closed. */
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

/** The result of one search. */
export interface Answer {
  readonly matches: readonly Match[];
  /** What the encoder saw of the query; absent for vectors and for words alone. */
  readonly view?: FocusView;
}

export interface Search {
  readonly query: Query;
  readonly focus: Focus;
  /** Words beside a photo or a product; absent where it is the query alone. */
  readonly words?: Words | undefined;
  /** The part that was last drawn by hand on this query. */
  readonly drawn: CropBox | undefined;
  /** Undefined until the first answer comes, and where the search failed. */
  readonly answer: Answer | undefined;
  /** Whether the search with this focus and these words still runs; `answer` may be an older one meanwhile. */
  readonly pending: boolean;
  readonly failure: Error | undefined;
}
