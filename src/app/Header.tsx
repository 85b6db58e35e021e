/** The catalogue's size and the encoder's facts in; the bar at the top with the three ways to give photos out. */
import { FolderPlus, ImagePlus, ScanSearch } from 'lucide-react';
import type { Device, EncoderFacts } from '../contract';
import { counted } from './format';
import type { Pickers } from './use-pickers';

interface HeaderProps {
  readonly ready: boolean;
  readonly products: number;
  readonly encoder: EncoderFacts | undefined;
  readonly pickers: Pickers;
}

const DEVICES: Record<Device, string> = { webgpu: 'WebGPU', wasm: 'WASM' };

export function Header({ ready, products, encoder, pickers }: HeaderProps) {
  return (
    <header className="header">
      <h1>Lookalike</h1>
      <p className="header-count">{ready && products > 0 ? counted(products, 'product') : ''}</p>
      <p
        className="header-device"
        data-device={encoder?.device}
        title={
          encoder
            ? [`Encoder ${encoder.name}`, encoder.deviceNote].filter(Boolean).join('. ')
            : 'The encoder is loading'
        }
      >
        {encoder ? DEVICES[encoder.device] : 'Starting…'}
        {encoder && encoder.threads > 1 && (
          <span className="header-threads"> · {encoder.threads} threads</span>
        )}
      </p>
      <nav className="header-actions" aria-label="Photos">
        <button
          type="button"
          className="button button-main"
          title="Search by photo (S)"
          aria-label="Search by photo"
          aria-keyshortcuts="s"
          disabled={!ready || products === 0}
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
      </nav>
    </header>
  );
}
