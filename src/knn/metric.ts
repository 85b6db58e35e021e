/** Types only: by what rows are compared. */

/**
 * - `cosine`: the cosine of the angle, -1..1; rows and queries are brought to length 1 at the door;
 * - `dot`: the inner product;
 * - `l2`: minus the squared Euclidean distance.
 *
 * With all three a higher score is better.
 */
export type Metric = 'cosine' | 'dot' | 'l2';
