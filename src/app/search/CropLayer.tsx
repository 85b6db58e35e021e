/** A box over a photo in; the box to draw, move and resize by pointer and keys, over a dimmed surround, out. */
import { useId, useRef } from 'react';
import type { CropBox } from '../../contract/photo';
import type { PhotoSize } from './contained';
import type { Grip } from './crop-box';
import { useCropGesture } from './use-crop-gesture';
import { search } from '../messages/search';

interface CropLayerProps {
  readonly photo: PhotoSize;
  readonly box: CropBox;
  /** The box that came to rest. */
  readonly onBox: (box: CropBox) => void;
  /** Escape: the keys are to go elsewhere. */
  readonly onEnd: () => void;
}

function cursor(grip: Grip | undefined): string {
  if (grip?.kind === 'move') return 'move';
  if (grip?.kind === 'corner') return grip.falling ? 'nwse-resize' : 'nesw-resize';
  return 'crosshair';
}

function inWords({ left, top, width, height }: CropBox): string {
  return search.cropPlace(left, top, width, height);
}

export function CropLayer({ photo, box, onBox, onEnd }: CropLayerProps) {
  const layer = useRef<HTMLDivElement>(null);
  const focusable = useRef<HTMLDivElement>(null);
  const help = useId();
  const { shown, hovered, layerHandlers, boxHandlers } = useCropGesture(
    layer,
    focusable,
    photo,
    box,
    onBox,
    onEnd,
  );
  const place = {
    left: `${shown.left * 100}%`,
    top: `${shown.top * 100}%`,
    width: `${shown.width * 100}%`,
    height: `${shown.height * 100}%`,
  };
  return (
    <div ref={layer} className="crop" style={{ cursor: cursor(hovered) }} {...layerHandlers}>
      <div className="crop-shade">
        <div style={place} />
      </div>
      <div
        ref={focusable}
        className="crop-box"
        style={place}
        tabIndex={0}
        // arrow keys belong to the box, also for those who read the page by ear
        role="application"
        aria-roledescription={search.cropBox}
        aria-label={search.cropLabel(inWords(shown))}
        aria-describedby={help}
        {...boxHandlers}
      >
        <i />
        <i />
        <i />
        <i />
      </div>
      <p id={help} hidden>
        {search.cropHelp}
      </p>
      <p className="unseen" role="status">
        {inWords(box)}
      </p>
    </div>
  );
}
