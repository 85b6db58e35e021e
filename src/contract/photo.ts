/** Declares a photo as it crosses threads: as it is offered, as an encoder sees it, and encoded. */
import type { ErrorName } from '../shared/errors';
import type { CallOptions } from './call';

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
  /** Kept so that the photos can be read again later, where the browser has handles. */
  readonly handle?: FileSystemDirectoryHandle | undefined;
}

/** A folder or a handful of loose photos, listed in full before the job starts. */
export interface Offer extends OfferSource {
  readonly photos: readonly PhotoOffer[];
}

/** A rectangle of an upright photo, in shares 0..1 of its width and height. */
export interface CropBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** `auto`: the subject alone, if the mask is sure; `off`: the whole photo; a box: the part that the user drew. */
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
      /** `dimmed`: the encoder sees what surrounds the product with less contrast. By default it sees neutral grey. */
      readonly surroundings?: 'dimmed';
      /** Whether a body was found beside the product: its head and skin do not count as product. */
      readonly worn: boolean;
    };

/** A photo made small for people's eyes: at most 256 px on the longest side, over white. */
export interface Picture {
  /** uint8 RGB [height, width, 3]. */
  readonly rgb: Uint8ClampedArray<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
}

/** Options of `EncoderApi.encode`. */
export interface EncodeOptions extends CallOptions {
  /** `auto` by default; as `off` where no focus network was loaded. */
  readonly focus?: Focus | undefined;
}

/** One photo encoded. */
export interface Encoded {
  /** Unit length, `dims` float32; transferred: the receiver owns it. */
  readonly embedding: Float32Array<ArrayBuffer>;
  /** Fingerprint of the encoder that made the embedding; it is compared with no other encoder's. */
  readonly fingerprint: string;
  /** Transferred; absent for a query. The receiver packs it as JPEG, because the encoder's thread is the busiest. */
  readonly picture?: Picture;
  readonly view: FocusView;
  /** Of the upright photo, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** The reason why one photo was skipped. */
export interface PhotoFailure {
  readonly name: ErrorName;
  readonly message: string;
}

/** One photo of a batch: encoded, or the reason why not. A batch itself never fails for one photo. */
export type EncodeOutcome = { readonly encoded: Encoded } | { readonly failure: PhotoFailure };
