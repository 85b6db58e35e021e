/** The catalogue's size and the encoder's facts in; the bar at the top with the ways to give photos and vectors and to ask for a table out. */
import { FolderPlus, ImagePlus, Rows3, ScanSearch, TableProperties } from 'lucide-react';
import type { Device, EncoderFacts } from '../contract';
import { counted } from './format';
import type { Pickers } from './use-pickers';

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

const DEVICES: Record<Device, string> = { webgpu: 'WebGPU', wasm: 'WASM' };

export function Header({ ready, products, takesPhotos, encoder, pickers, onTable, onEncoders }: HeaderProps) {
  return (
    <header className="header">
      <h1>Lookalike</h1>
      <p className="header-count">{ready && products > 0 ? counted(products, 'product') : ''}</p>
      <button
        type="button"
        className="header-device"
        data-device={encoder?.device}
        aria-keyshortcuts="e"
        title={
          encoder
            ? [`Encoder ${encoder.name}`, encoder.deviceNote, 'Choose another (E)'].filter(Boolean).join('. ')
            : 'The encoder is loading. Choose another (E)'
        }
        onClick={onEncoders}
      >
        {encoder ? DEVICES[encoder.device] : 'Starting…'}
        {encoder && encoder.threads > 1 && (
          <span className="header-threads"> · {encoder.threads} threads</span>
        )}
      </button>
      <nav className="header-actions" aria-label="Photos and vectors">
        <button
          type="button"
          className="button button-main"
          title="Search by photo (S)"
          aria-label="Search by photo"
          aria-keyshortcuts="s"
          disabled={!ready || products === 0 || !takesPhotos}
          onClick={pickers.chooseQuery}
        >
          <ScanSearch size={18} aria-hidden /> <span>Search by photo</span>
        </button>
        <button
          type="button"
          className="button"
          title="Add a folder (F)"
          aria-label="Add folder"
          aria-keyshortcuts="f"
          disabled={!ready}
          onClick={pickers.chooseFolder}
        >
          <FolderPlus size={18} aria-hidden /> <span>Add folder</span>
        </button>
        <button
          type="button"
          className="button"
          title="Add photos (P)"
          aria-label="Add photos"
          aria-keyshortcuts="p"
          disabled={!ready}
          onClick={pickers.choosePhotos}
        >
          <ImagePlus size={18} aria-hidden /> <span>Add photos</span>
        </button>
        <button
          type="button"
          className="button"
          title="Open vectors with their names (V)"
          aria-label="Open vectors"
          aria-keyshortcuts="v"
          disabled={!ready}
          onClick={pickers.chooseVectors}
        >
          <Rows3 size={18} aria-hidden /> <span>Open vectors</span>
        </button>
        <button
          type="button"
          className="button"
          title="Lookalike table: the lookalikes of every product (T)"
          aria-label="Lookalike table"
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
