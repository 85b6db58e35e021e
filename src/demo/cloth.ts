/** Declares what a garment is made of. */
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
  /** Dye of the ground. */
  readonly base: Dye;
  /** Dye of the pattern. */
  readonly second: Dye;
  readonly third: Dye;
  /** Scale of the pattern's repeat; 1 is usual. */
  readonly size: number;
  /** Places the scattered motifs, so that a cloth looks the same everywhere. */
  readonly seed: string;
}
