/** Draws the part of a photo that the encoder saw, with one sentence about it. */
import { useMemo, type CSSProperties } from 'react';
import type { CropBox, FocusView } from '../../contract/photo';
import { contained, type PhotoSize } from './contained';
import { WHOLE } from './crop-box';
import { maskImage } from './mask-path';
import { seenSentence } from './seen-sentence';
import { search } from '../messages/search';

interface SeenProps {
  readonly url: string | undefined;
  readonly size: PhotoSize | undefined;
  /** Undefined until an answer brings it. */
  readonly view: FocusView | undefined;
  readonly pending: boolean;
}

/** Enlarges the photo until the box fills its container. */
function zoomedTo({ left, top, width, height }: CropBox): CSSProperties {
  return {
    left: `${(-left / width) * 100}%`,
    top: `${(-top / height) * 100}%`,
    width: `${100 / width}%`,
    height: `${100 / height}%`,
  };
}

/**
 * CSS does the layout and the mask, so that the browser's compositor scales the photo. A canvas would scale photos of
 * many megapixels on the main thread.
 */
export function SeenByEncoder({ url, size, view, pending }: SeenProps) {
  const mask = view?.kind === 'subject' ? view.mask : undefined;
  const maskStyle = useMemo(() => (mask ? { maskImage: maskImage(mask) } : {}), [mask]);
  const isDimmed = view?.kind === 'subject' && view.surroundings === 'dimmed';
  const box = view && view.kind !== 'whole' ? view.box : WHOLE;
  const crop = size && contained({ width: size.width * box.width, height: size.height * box.height });
  const photo = <img src={url} alt="" draggable={false} style={zoomedTo(box)} />;
  return (
    <div className="seen" data-pending={pending || undefined} data-nothing={(!view && !pending) || undefined}>
      <div className="seen-picture" role="img" aria-label={search.seen}>
        {url !== undefined && crop && isDimmed && (
          <div className="seen-crop seen-around" style={crop}>
            {photo}
          </div>
        )}
        {url !== undefined && crop && view && (
          <div className="seen-crop" style={{ ...crop, ...maskStyle }}>
            {photo}
          </div>
        )}
      </div>
      <div className="seen-text">
        <p className="seen-label">{search.seenLabel}</p>
        <p className="seen-sentence">{view && seenSentence(view)}</p>
      </div>
    </div>
  );
}
