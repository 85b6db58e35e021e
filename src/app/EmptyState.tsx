/** The pickers in; the first step, taught in one line, out. */
import { FolderPlus, ImagePlus } from 'lucide-react';
import type { Pickers } from './use-pickers';

export function EmptyState({ pickers }: { readonly pickers: Pickers }) {
  return (
    <section className="empty" aria-label="Start">
      <div className="empty-frames" aria-hidden>
        <span />
        <span />
        <span />
      </div>
      <h2>Drop a folder of product photos anywhere.</h2>
      <p>Then click a product, or drop a photo, to see its lookalikes. Nothing leaves this device.</p>
      <div className="empty-actions">
        <button
          type="button"
          className="button button-main"
          title="Add a folder (F)"
          onClick={pickers.chooseFolder}
        >
          <FolderPlus size={18} aria-hidden /> Choose a folder
        </button>
        <button type="button" className="button" title="Add photos (P)" onClick={pickers.choosePhotos}>
          <ImagePlus size={18} aria-hidden /> Choose photos
        </button>
      </div>
    </section>
  );
}
