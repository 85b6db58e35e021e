/** Draws a box over a photo, which pointer and keys move and resize, and dims the rest. */
import { useId, useRef } from 'react';
import type { CropBox } from '../../contract/photo';
import type { PhotoSize } from './contained';
import type { Grip } from './crop-box';
import { useCropGesture } from './use-crop-gesture';
import { search } from '../messages/search';

interface CropLayerProps {
  readonly photo: PhotoSize;
  readonly box: CropBox;
  /** Called with the box once the gesture or the key presses have ended. */
  readonly onBox: (box: CropBox) => void;
  /** Called on Escape: the keyboard focus should leave the box. */
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
        // with this role a screen reader passes the arrow keys on to the box
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
