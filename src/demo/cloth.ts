/** Types only: what a garment is made of. */
import type { Dye } from './palette';

export type PatternKind =
  | 'plain'
  | 'heather'
  | 'breton'
  | 'pinstripe'
  | 'stripes'
  | 'gingham'
  | 'tartan'
  | 'windowpane'
  | 'dots'
  | 'floral'
  | 'leaves'
  | 'blocks'
  | 'zigzag'
  | 'print';

export type Material =
  'cotton' | 'linen' | 'wool' | 'knit' | 'denim' | 'leather' | 'satin' | 'nylon' | 'fleece';

export interface Cloth {
  readonly pattern: PatternKind;
  readonly material: Material;
  /** Of the ground. */
  readonly base: Dye;
  /** Of what lies on it. */
  readonly second: Dye;
  readonly third: Dye;
  /** Of one repeat, 1 as usual. */
  readonly size: number;
  /** Of the scattered motifs: the same cloth is the same everywhere. */
  readonly seed: string;
}
