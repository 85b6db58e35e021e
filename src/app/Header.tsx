/** The catalogue's size and the encoder's facts in; the bar at the top with the ways to give photos and vectors and to ask for a table out. */
import { FolderPlus, ImagePlus, Rows3, ScanSearch, TableProperties } from 'lucide-react';
import type { EncoderFacts } from '../contract/encoder';
import type { Pickers } from './intake/use-pickers';
import { useReason } from './ui/use-reason';
import { common } from './messages/common';
import { header } from './messages/header';

interface HeaderProps {
  readonly ready: boolean;
  readonly products: number;
  /** Whether a photo can be searched in what is shown. */
  readonly takesPhotos: boolean;
  readonly encoder: EncoderFacts | undefined;
  readonly pickers: Pickers;
  /** Absent where no table can be made. */
  readonly onTable?: (() => void) | undefined;
  readonly onEncoders: () => void;
}

export function Header({ ready, products, takesPhotos, encoder, pickers, onTable, onEncoders }: HeaderProps) {
  const note = useReason(encoder?.deviceNote);
  return (
    <header className="header">
      <h1>Lookalike</h1>
      <p className="header-count">{ready && products > 0 ? common.products(products) : ''}</p>
      <button
        type="button"
        className="header-device"
        data-device={encoder?.device}
        aria-keyshortcuts="e"
        title={
          encoder
            ? [header.encoder(encoder.name), note, header.chooseAnother].filter(Boolean).join('. ')
            : header.loading
        }
        onClick={onEncoders}
      >
        {encoder ? common.devices[encoder.device] : header.starting}
        {encoder && encoder.threads > 1 && (
          <span className="header-threads"> · {common.threads(encoder.threads)}</span>
        )}
      </button>
      <nav className="header-actions" aria-label={header.actions}>
        <button
          type="button"
          className="button button-main"
          title={header.searchByPhotoKey}
          aria-label={header.searchByPhoto}
          aria-keyshortcuts="s"
          disabled={!ready || products === 0 || !takesPhotos}
          onClick={pickers.chooseQuery}
        >
          <ScanSearch size={18} aria-hidden /> <span>{header.searchByPhoto}</span>
        </button>
        <button
          type="button"
          className="button"
          title={header.addFolderKey}
          aria-label={header.addFolder}
          aria-keyshortcuts="f"
          disabled={!ready}
          onClick={pickers.chooseFolder}
        >
          <FolderPlus size={18} aria-hidden /> <span>{header.addFolder}</span>
        </button>
        <button
          type="button"
          className="button"
          title={header.addPhotosKey}
          aria-label={header.addPhotos}
          aria-keyshortcuts="p"
          disabled={!ready}
          onClick={pickers.choosePhotos}
        >
          <ImagePlus size={18} aria-hidden /> <span>{header.addPhotos}</span>
        </button>
        <button
          type="button"
          className="button"
          title={header.openVectorsKey}
          aria-label={common.openVectors}
          aria-keyshortcuts="v"
          disabled={!ready}
          onClick={pickers.chooseVectors}
        >
          <Rows3 size={18} aria-hidden /> <span>{common.openVectors}</span>
        </button>
        <button
          type="button"
          className="button"
          title={header.tableKey}
          aria-label={header.table}
          aria-keyshortcuts="t"
          disabled={!ready || products === 0 || !onTable}
          onClick={onTable}
        >
          <TableProperties size={18} aria-hidden />
        </button>
      </nav>
    </header>
  );
}
