/** Shows a photo as an encoder would see it, without the encoder. */
import type { Preprocessing } from '../../contract/card';
import type { Preview } from '../../contract/preview';
import { preview } from '../../image/preview';
import { openResizer } from '../../image/open-resizer';
import { throwIfAborted } from '../../shared/errors';
import type { PhotoDecoder } from './photo-decoder';
import { queryTurn } from './turn';

/** As `PreviewApi.preview`; the caller owns the pixels. */
export async function previewPhoto(
  photo: Blob,
  preprocessing: Preprocessing,
  decoder: PhotoDecoder,
  signal?: AbortSignal,
): Promise<Preview> {
  const resizer = await openResizer();
  const shown = await decoder.read(photo, queryTurn(signal), (bitmap) =>
    preview(bitmap, preprocessing, resizer),
  );
  throwIfAborted(signal);
  return shown;
}
