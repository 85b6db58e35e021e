/** Declares what crosses threads about a photo: where it came from, what of it was seen, why it was skipped. */
import type { ErrorName } from '../shared/errors';

/** A rectangle of an upright photo, in shares 0..1 of its width and height. */
export interface CropBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** `auto`: the subject alone, where the mask is sure; `off`: the whole photo; a box: what the user drew. */
export type Focus = 'auto' | 'off' | CropBox;

/** Why a photo was encoded whole. */
export type WholeReason = 'off' | 'nothing-found' | 'fills-the-photo' | 'unsure';

/** What the encoder saw of a photo. */
export type FocusView =
  | { readonly kind: 'whole'; readonly reason: WholeReason }
  | { readonly kind: 'by-hand'; readonly box: CropBox }
  | {
      readonly kind: 'subject';
      readonly box: CropBox;
      /** 64 x 64 bits over `box`, row by row, the highest bit first: 1 = product, 0 = what surrounds it. */
      readonly mask: Uint8Array<ArrayBuffer>;
      /** How the encoder sees what surrounds the product: with less contrast; as neutral grey by default. */
      readonly surroundings?: 'dimmed';
      /** A body was found beside the product: its head and skin are out of play. */
      readonly worn: boolean;
    };

/** A photo made small for people's eyes: at most 256 px on the longest side, over white. */
export interface Picture {
  /** uint8 RGB [height, width, 3]. */
  readonly rgb: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** The reason why one photo was skipped. */
export interface PhotoFailure {
  readonly name: ErrorName;
  readonly message: string;
}

/** A photo offered to the catalogue, with where it came from. */
export interface PhotoOffer {
  /** `folder/sub-folder/file.jpg`; the file's name alone for a loose photo. */
  readonly path: string;
  /** Absent where the offer's `handle` can read it. */
  readonly photo?: File | undefined;
}

/** Where offered photos come from. */
export interface OfferSource {
  /** The folder's name; absent for loose photos. */
  readonly folder?: string | undefined;
  /** Kept for reading again later, where the browser has them. */
  readonly handle?: FileSystemDirectoryHandle | undefined;
}

/** A folder or a handful of loose photos, listed in full before the job starts. */
export interface Offer extends OfferSource {
  readonly photos: readonly PhotoOffer[];
}

/** A photo that a job skipped. */
export interface SkippedPhoto extends PhotoFailure {
  readonly path: string;
}
