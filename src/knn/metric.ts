/** Declares how rows are compared, and which form of them memory holds. */

/**
 * - `cosine`: the cosine of the angle, -1..1; rows and queries are brought to length 1 at the door;
 * - `dot`: the inner product;
 * - `l2`: minus the squared Euclidean distance.
 *
 * With all three a higher score is better.
 */
export type Metric = 'cosine' | 'dot' | 'l2';

/**
 * - `f32`: memory holds the rows' float32, and their int8 to search by: 1.25 times the vectors;
 * - `q8`: memory holds their int8 alone, a file the float32, which are read where the int8 cannot decide: 0.25 times.
 *
 * Answers are the same.
 */
export type RowFormat = 'f32' | 'q8';
