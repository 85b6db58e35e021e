/** Declares what the demo sells, and the photos of it. */
import type { Cloth } from './cloth';
import type { CarriedCut } from './garments/strap';
import type { DressCut } from './garments/dress';
import type { HeadwearCut } from './garments/cap';
import type { LowerCut } from './garments/lower';
import type { ShoeCut } from './garments/sole';
import type { TopCut } from './garments/top-shape';

export type Cut = TopCut | LowerCut | DressCut | ShoeCut | HeadwearCut | CarriedCut;

/** A garment or an accessory for sale, with one photo or several. */
export interface Article {
  /** `TEE-0042-NAV`: kind, number and colour. */
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  /** In euro cents. */
  readonly priceCents: number;
  readonly cut: Cut;
  readonly cloth: Cloth;
}

/** Laid flat, or worn: each number stands for another person, pose and place. */
export type Shot = 'flat' | `worn-${number}`;

export interface DemoPhoto {
  /** `SKU/shot`, unique in the catalogue. */
  readonly id: string;
  readonly article: Article;
  readonly shot: Shot;
}
