/** Draws the catalogue's products as a grid, only the rows in view. */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useLayoutEffect, useRef, useState } from 'react';
import type { Product } from '../../contract/product';
import type { WithList } from '../../threads/start-photos';
import { Tile } from './Tile';
import { useProducts } from './use-products';
import { common } from '../messages/common';

/** Smallest tile widths in CSS px: a phone shows three in a row. */
const MIN_TILE = 148;
const MIN_TILE_PHONE = 100;
const GAP = 8;
/** Height of the name below the square, in CSS px. */
const LABEL = 24;
/** Height of a tile with a name alone, and a width at which most names can be read, in CSS px. */
const NAME_TILE = 56;
const MIN_NAME_TILE = 176;

interface GridProps {
  readonly workers: WithList;
  readonly products: number;
  readonly revision: number;
  readonly currentId: string | undefined;
  /** Whether the products have names alone. */
  readonly withoutPhotos?: boolean;
  readonly onOpen: (product: Product) => void;
}

interface Measured {
  readonly width: number;
  readonly top: number;
}

/** Memoized: the page around it is rendered with every step of a job. */
export const CatalogueGrid = memo(function CatalogueGrid({
  workers,
  products,
  revision,
  currentId,
  withoutPhotos = false,
  onOpen,
}: GridProps) {
  const box = useRef<HTMLDivElement>(null);
  const [{ width, top }, setMeasured] = useState<Measured>({ width: 0, top: 0 });
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => {
      const next = { width: element.clientWidth, top: element.offsetTop };
      setMeasured((old) => (old.width === next.width && old.top === next.top ? old : next));
    };
    measure();
    // the body resizes with the query above the grid, which moves the top of the grid
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    return () => {
      observer.disconnect();
    };
  }, []);

  const minPhoto = width < 560 ? MIN_TILE_PHONE : MIN_TILE;
  const minTile = withoutPhotos ? MIN_NAME_TILE : minPhoto;
  const columns = Math.max(1, Math.floor((width + GAP) / (minTile + GAP)));
  const tile = (width - GAP * (columns - 1)) / columns;
  const rowHeight = Math.max(1, Math.round((withoutPhotos ? NAME_TILE : tile + LABEL) + GAP));
  const rows = useWindowVirtualizer({
    count: width > 0 ? Math.ceil(products / columns) : 0,
    estimateSize: () => rowHeight,
    overscan: 4,
    scrollMargin: top,
  });
  useLayoutEffect(() => {
    rows.measure();
  }, [rows, rowHeight]);

  const visible = rows.getVirtualItems();
  const first = (visible[0]?.index ?? 0) * columns;
  const last = Math.min(products, ((visible.at(-1)?.index ?? 0) + 1) * columns) - 1;
  const productAt = useProducts(workers, revision, first, last);
  return (
    <div
      ref={box}
      className="catalogue"
      role="list"
      aria-label={common.catalogue}
      style={{ height: rows.getTotalSize() }}
    >
      {visible.flatMap((row) =>
        Array.from({ length: Math.min(columns, products - row.index * columns) }, (_, column) => {
          const position = row.index * columns + column;
          const product = productAt(position);
          return (
            <div
              key={position}
              role="listitem"
              aria-setsize={products}
              aria-posinset={position + 1}
              className="catalogue-cell"
              style={{
                width: tile,
                transform: `translate(${column * (tile + GAP)}px, ${row.start - top}px)`,
              }}
            >
              {product ? (
                <Tile
                  workers={workers}
                  product={product}
                  current={product.id === currentId}
                  onOpen={onOpen}
                />
              ) : (
                <div className="tile tile-waiting" />
              )}
            </div>
          );
        }),
      )}
    </div>
  );
});
