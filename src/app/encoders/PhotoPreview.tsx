/** Draws a photo as an encoder would get it, again with every change of the preprocessing. */
import { useEffect, useRef, useState } from 'react';
import type { Preprocessing } from '../../contract/card';
import type { Preview } from '../../contract/preview';
import type { Workers } from '../../threads/start-photos';
import { asError } from '../../shared/errors';
import { probePhoto, type ProbePhoto } from './probe-photo';
import { sentenceFor } from '../ui/sentences';
import { correct } from '../messages/correct';

interface PhotoPreviewProps {
  readonly workers: Workers;
  readonly preprocessing: Preprocessing;
}

/** Longest side drawn: a larger preview would take seconds, and the form's field allows no more. */
const MOST_PX = 1024;

function draw(canvas: HTMLCanvasElement, { rgb, width, height }: Preview): void {
  canvas.width = width;
  canvas.height = height;
  const pixels = new ImageData(width, height);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    pixels.data.set(rgb.subarray(from, from + 3), to);
    pixels.data[to + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
}

export function PhotoPreview({ workers, preprocessing }: PhotoPreviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const probe = useRef<Promise<ProbePhoto>>(undefined);
  const [shown, setShown] = useState<{ readonly preview: Preview; readonly name: string }>();
  const [failure, setFailure] = useState<Error>();
  const { side, width = side } = preprocessing;
  const isDrawable = Math.max(side, width) <= MOST_PX;

  useEffect(() => {
    if (!isDrawable) return;
    const left = new AbortController();
    const isLeft = () => left.signal.aborted;
    const show = async () => {
      probe.current ??= probePhoto(workers);
      const { photo, name } = await probe.current;
      // settings change with every key press: draw only the last ones
      if (isLeft()) return;
      const { signal } = left;
      const preview = await workers.encoder.preview(photo, preprocessing, { signal });
      if (isLeft() || !canvas.current) return;
      draw(canvas.current, preview);
      setShown({ preview, name });
      setFailure(undefined);
    };
    show().catch((error: unknown) => {
      if (!isLeft()) setFailure(asError(error));
    });
    return () => {
      left.abort();
    };
  }, [workers, preprocessing, isDrawable]);

  const { preview, name } = shown ?? {};
  return (
    <figure className="preview">
      <canvas
        ref={canvas}
        role="img"
        aria-label={preview && name !== undefined ? correct.seen(name) : correct.onItsWay}
        data-size={preview && `${preview.width}x${preview.height}`}
      />
      <figcaption>
        <p className="encoders-quiet" role="status">
          {failure
            ? sentenceFor(failure).what
            : preview &&
              name !== undefined &&
              correct.facts(name, preview.width, preview.height, preview.low, preview.high)}
        </p>
      </figcaption>
    </figure>
  );
}
