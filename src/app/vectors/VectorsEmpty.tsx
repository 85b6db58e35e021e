/** Draws the empty catalogue of vectors: how to save vectors, and the button that opens them. */
import { Rows3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { vectors } from '../messages/vectors';

interface VectorsEmptyProps {
  readonly onChoose: () => void;
  /** The choice of the metric. */
  readonly children: ReactNode;
}

export function VectorsEmpty({ onChoose, children }: VectorsEmptyProps) {
  return (
    <section className="empty" aria-label={vectors.start}>
      <h2>{vectors.drop}</h2>
      <p>{vectors.how}</p>
      <div className="empty-actions">
        <button type="button" className="button button-main" onClick={onChoose}>
          <Rows3 size={18} aria-hidden /> {vectors.chooseFiles}
        </button>
      </div>
      {children}
    </section>
  );
}
