/** Fetches the products of a grid's visible range, page by page. */
import { useEffect, useRef, useState } from 'react';
import type { Product } from '../../contract/product';
import type { WithList } from '../../threads/start-photos';

const PAGE = 200;

/** Products by position; those not fetched yet are undefined. */
export type ProductAt = (position: number) => Product | undefined;

/** Keeps the pages around the visible range, and fetches them again when the catalogue has changed. */
export function useProducts(workers: WithList, revision: number, first: number, last: number): ProductAt {
  const [pages, setPages] = useState<ReadonlyMap<number, readonly Product[]>>(new Map());
  const fetched = useRef(new Map<number, number>());
  const firstPage = Math.floor(first / PAGE);
  const lastPage = Math.floor(Math.max(first, last) / PAGE);
  useEffect(() => {
    for (let page = firstPage; page <= lastPage; page++) {
      if (fetched.current.get(page) === revision) continue;
      fetched.current.set(page, revision);
      workers.catalogue.list(page * PAGE, PAGE).then(
        (products) => {
          setPages((old) => new Map([...old].filter(([n]) => Math.abs(n - page) < 20)).set(page, products));
        },
        (error: unknown) => {
          fetched.current.delete(page);
          // rethrown: the page's `unhandledrejection` handler reports it
          throw error;
        },
      );
    }
  }, [workers, revision, firstPage, lastPage]);
  return (position) => pages.get(Math.floor(position / PAGE))?.[position % PAGE];
}
