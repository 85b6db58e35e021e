/** The pickers in; the first step, taught in one line, out. */
import { FolderPlus, ImagePlus, Rows3, Shirt } from 'lucide-react';
import type { Pickers } from './use-pickers';
import { show } from './use-shown';

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
        <button
          type="button"
          className="button"
          title="Open vectors with their names: .npy or .npz (V)"
          onClick={pickers.chooseVectors}
        >
          <Rows3 size={18} aria-hidden /> Open vectors
        </button>
        <button
          type="button"
          className="button"
          title="A catalogue of drawn clothes, ready to search (D)"
          onClick={() => {
            show('demo');
          }}
        >
          <Shirt size={18} aria-hidden /> Try the demo
        </button>
      </div>
    </section>
  );
}
