/** Provides a photo to preview a preprocessing with: the first product's, or a drawn one. */
import type { WithProducts } from '../../threads/start-photos';
import { correct } from '../messages/correct';

export interface ProbePhoto {
  readonly photo: Blob;
  readonly name: string;
}

/** In pixels; wider than high, so that cropping, stretching and padding each look different. */
const SIZE = { width: 400, height: 300 } as const;

/** Draws rings that show proportions, corners that show a crop, and colours that show the channels' order. */
async function drawn(): Promise<Blob> {
  const canvas = new OffscreenCanvas(SIZE.width, SIZE.height);
  const context = canvas.getContext('2d');
  if (context) {
    context.fillStyle = '#efe9dd';
    context.fillRect(0, 0, SIZE.width, SIZE.height);
    const corners = ['#c62828', '#2e7d32', '#1565c0', '#f9a825'];
    corners.forEach((colour, i) => {
      context.fillStyle = colour;
      context.fillRect(i % 2 ? SIZE.width - 60 : 0, i > 1 ? SIZE.height - 60 : 0, 60, 60);
    });
    for (let radius = 130; radius > 0; radius -= 20) {
      context.fillStyle = radius % 40 === 10 ? '#6a1b4d' : '#e8a0bf';
      context.beginPath();
      context.arc(SIZE.width / 2, SIZE.height / 2, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }
  return canvas.convertToBlob({ type: 'image/png' });
}

/** Rejects as the catalogue's calls do. */
export async function probePhoto({ catalogue }: WithProducts): Promise<ProbePhoto> {
  const [first] = await catalogue.list(0, 1);
  if (first) return { photo: await catalogue.thumbnail(first.id), name: first.name };
  return { photo: await drawn(), name: correct.drawnPhoto };
}
