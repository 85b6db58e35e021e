/** Draws a product's tile: its photo, or its name where it has none. Pressing it opens the product. */
import type { Product } from '../../contract/product';
import type { WithList } from '../../threads/start-photos';
import { useThumbnail } from './use-thumbnail';
import { common } from '../messages/common';
import { score as scoreText } from '../messages/numbers';

interface TileProps {
  readonly workers: WithList;
  readonly product: Product;
  /** Similarity to the query; only in results. */
  readonly score?: number;
  readonly current?: boolean;
  readonly onOpen: (product: Product) => void;
}

export function Tile({ workers, product, score, current = false, onOpen }: TileProps) {
  const hasPhoto = product.width > 0;
  const url = useThumbnail(workers, hasPhoto ? product : undefined);
  return (
    <button
      type="button"
      className={hasPhoto ? 'tile' : 'tile tile-text'}
      aria-current={current || undefined}
      title={product.id}
      onClick={() => {
        onOpen(product);
      }}
    >
      {hasPhoto && (
        <span className="tile-photo">{url !== undefined && <img src={url} alt="" draggable={false} />}</span>
      )}
      <span className="tile-label">
        <span className="tile-name">{product.name}</span>
        {score !== undefined && (
          <span className="tile-score" aria-label={common.similarity(score)}>
            {scoreText(score)}
          </span>
        )}
      </span>
    </button>
  );
}
