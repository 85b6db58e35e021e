/** Draws the empty catalogue: the first step in one line, and buttons for it. */
import { FolderPlus, ImagePlus, Rows3, Shirt } from 'lucide-react';
import { titleOf, withKey } from '../commands/command';
import { addFolder, addPhotos, openVectors, showDemo } from '../commands/page-commands';
import type { Pickers } from '../intake/pickers';
import { show } from '../ui/use-shown';
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
          title={titleOf(addFolder)}
          onClick={pickers.chooseFolder}
        >
          <FolderPlus size={18} aria-hidden /> {start.chooseFolder}
        </button>
        <button type="button" className="button" title={titleOf(addPhotos)} onClick={pickers.choosePhotos}>
          <ImagePlus size={18} aria-hidden /> {start.choosePhotos}
        </button>
        <button
          type="button"
          className="button"
          title={withKey(start.openVectorsTitle, openVectors)}
          onClick={pickers.chooseVectors}
        >
          <Rows3 size={18} aria-hidden /> {openVectors.label}
        </button>
        <button
          type="button"
          className="button"
          title={titleOf(showDemo)}
          onClick={() => {
            show('demo');
          }}
        >
          <Shirt size={18} aria-hidden /> {showDemo.label}
        </button>
      </div>
    </section>
  );
}
