/** The picker in; how vectors are saved and opened, in a few lines, out. */
import { Rows3 } from 'lucide-react';
import type { ReactNode } from 'react';

interface VectorsEmptyProps {
  readonly onChoose: () => void;
  /** The choice of the metric. */
  readonly children: ReactNode;
}

export function VectorsEmpty({ onChoose, children }: VectorsEmptyProps) {
  return (
    <section className="empty" aria-label="Start with vectors">
      <h2>Drop vectors and their names anywhere.</h2>
      <p>
        Vectors: one .npy or .npz file with a row of floats for every product. Names: one .txt, .csv or .npy
        file in the same order. Nothing leaves this device.
      </p>
      <div className="empty-actions">
        <button type="button" className="button button-main" onClick={onChoose}>
          <Rows3 size={18} aria-hidden /> Choose both files
        </button>
      </div>
      {children}
    </section>
  );
}
