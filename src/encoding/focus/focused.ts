/** Decides by a photo's maps what the encoder is given of it. */
import type { FocusCard, Preprocessing } from '../../contract/card';
import type { FocusView, Picture } from '../../contract/photo';
import type { Resizer } from '../../image/resizer';
import type { Size } from '../../image/size';
import type { Square } from '../../image/square';
import { findSubject } from './find-subject';
import { isolate } from './isolate';
import { photoOnMap } from './photo-on-map';
import { viewMask } from './view-mask';

/** A photo before it is focused; width and height are the upright photo's. */
export interface Unfocused extends Size {
  /** The whole photo, as the encoder takes it. */
  readonly square: Square;
  readonly picture: Picture;
  /** Larger than `picture`. Present where a subject cut from `picture` would be blurred in the encoder's square. */
  readonly largePicture?: Picture;
}

/** What the encoder is given of a photo. */
export interface Focused {
  /** The photo's own where it is kept whole. */
  readonly square: Square;
  readonly view: FocusView;
}

/**
 * Applies the rule of `findSubject`.
 *
 * @param maps float32 [2, maskSide, maskSide] that the focus network gave for the photo's square. Not kept.
 * @param preprocessing the encoder's.
 * @param resizer free again when this returns.
 * @throws RangeError where there is no memory for it.
 */
export function focused(
  photo: Unfocused,
  maps: Float32Array,
  card: FocusCard,
  preprocessing: Preprocessing,
  resizer: Resizer,
): Focused {
  const onMap = photoOnMap(photo, card);
  const found = findSubject(maps, onMap);
  if (found.kind === 'whole') return { square: photo.square, view: found };
  const { box, worn } = found;
  return {
    square: isolate(photo.largePicture ?? photo.picture, found, onMap, preprocessing, resizer),
    view: {
      kind: 'subject',
      box,
      mask: viewMask(found, onMap),
      worn,
      ...(preprocessing.channels === 'rgbv' ? { surroundings: 'dimmed' as const } : {}),
    },
  };
}
