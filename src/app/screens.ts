/** Loads the screens and bars that the first page does not show, each from a chunk of its own. */
import { breathe } from './ui/breathe';
import { later } from './ui/later';

export const ComparePage = later(async () => (await import('./encoders/ComparePage')).ComparePage);
export const CropLayer = later(async () => (await import('./search/CropLayer')).CropLayer);
export const EmbeddingBar = later(async () => (await import('./jobs/EmbeddingBar')).EmbeddingBar);
export const EncodersPanel = later(async () => (await import('./encoders/EncodersPanel')).EncodersPanel);
export const ImportBar = later(async () => (await import('./jobs/ImportBar')).ImportBar);
export const QualityReport = later(async () => (await import('./demo/QualityReport')).QualityReport);
export const TableBar = later(async () => (await import('./jobs/TableBar')).TableBar);
export const VectorsPage = later(async () => (await import('./vectors/VectorsPage')).VectorsPage);

/** Prefetches every screen, one after the other, so that showing it needs no wait. */
export async function loadScreens(): Promise<void> {
  for (const screen of [
    EncodersPanel,
    TableBar,
    VectorsPage,
    ImportBar,
    QualityReport,
    CropLayer,
    EmbeddingBar,
    ComparePage,
  ]) {
    await breathe();
    // showing the screen loads it again and reports the error, so a failed prefetch is not reported here
    await screen.load().catch(() => undefined);
  }
}
