/** A product in; its square tile, which searches for its lookalikes when pressed, out. */
import type { Product } from '../contract';
import type { Workers } from '../workers';
import { score as scoreText } from './format';
import { useThumbnail } from './use-thumbnail';

interface TileProps {
  readonly workers: Workers;
  readonly product: Product;
  /** Cosine similarity to the query; only in results. */
  readonly score?: number;
  readonly current?: boolean;
  readonly onOpen: (product: Product) => void;
}

export function Tile({ workers, product, score, current = false, onOpen }: TileProps) {
  const url = useThumbnail(workers, product);
  return (
    <button
      type="button"
      className="tile"
      aria-current={current || undefined}
      title={product.id}
      onClick={() => {
        onOpen(product);
      }}
    >
      <span className="tile-photo">{url !== undefined && <img src={url} alt="" draggable={false} />}</span>
      <span className="tile-label">
        <span className="tile-name">{product.name}</span>
        {score !== undefined && (
          <span className="tile-score" aria-label={`similarity ${scoreText(score)}`}>
            {scoreText(score)}
          </span>
        )}
      </span>
    </button>
  );
}
