/** The pickers in; the first step, taught in one line, out. */
import { FolderPlus, ImagePlus, Rows3, Shirt } from 'lucide-react';
import type { Pickers } from '../intake/use-pickers';
import { show } from '../ui/use-shown';
import { common } from '../messages/common';
import { start } from '../messages/start';

export function EmptyState({ pickers }: { readonly pickers: Pickers }) {
  return (
    <section className="empty" aria-label={start.label}>
      <div className="empty-frames" aria-hidden>
        <span />
        <span />
        <span />
      </div>
      <h2>{start.drop}</h2>
      <p>{start.then}</p>
      <div className="empty-actions">
        <button
          type="button"
          className="button button-main"
          title={start.chooseFolderKey}
          onClick={pickers.chooseFolder}
        >
          <FolderPlus size={18} aria-hidden /> {start.chooseFolder}
        </button>
        <button type="button" className="button" title={start.choosePhotosKey} onClick={pickers.choosePhotos}>
          <ImagePlus size={18} aria-hidden /> {start.choosePhotos}
        </button>
        <button type="button" className="button" title={start.openVectorsKey} onClick={pickers.chooseVectors}>
          <Rows3 size={18} aria-hidden /> {common.openVectors}
        </button>
        <button
          type="button"
          className="button"
          title={start.demoKey}
          onClick={() => {
            show('demo');
          }}
        >
          <Shirt size={18} aria-hidden /> {start.demo}
        </button>
      </div>
    </section>
  );
}
