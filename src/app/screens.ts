/** Names the screens and bars that a first page does not show, each in a chunk of its own. */
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

/** Brings them all, one after the other, so that none is waited for when it is first shown. */
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
    // what cannot be had now is asked for again once it is shown, and missed only then
    await screen.load().catch(() => undefined);
  }
}
