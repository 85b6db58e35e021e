/** Narrows a catalogue to the products whose names begin with a prefix. */
import { useEffect, useMemo, useState } from 'react';
import type { WithList, WithProducts } from '../../threads/start-photos';

/** The products that a grid draws. */
export interface NamedPart {
  readonly workers: WithList;
  readonly products: number;
  /** The prefix that these products match; empty for all products. */
  readonly prefix: string;
}

/**
 * @param products number in the whole catalogue.
 * @param revision changes when the list of products does.
 */
export function useNames(
  workers: WithProducts,
  prefix: string,
  products: number,
  revision: number,
): NamedPart {
  const [found, setFound] = useState({ prefix: '', total: 0 });
  useEffect(() => {
    let current = true;
    if (prefix === '') return;
    workers.catalogue.named(prefix, 0, 0).then(
      ({ total }) => {
        if (current) setFound({ prefix, total });
      },
      (error: unknown) => {
        // rethrown: the page's `unhandledrejection` handler reports it
        if (current) throw error;
      },
    );
    return () => {
      current = false;
    };
  }, [workers, prefix, revision]);
  // keep the last answer until the next one comes
  const answered = prefix === '' ? '' : found.prefix;
  const part = useMemo<WithList>(
    () => ({
      catalogue: {
        thumbnail: (id) => workers.catalogue.thumbnail(id),
        list: async (start, count) => (await workers.catalogue.named(answered, start, count)).products,
      },
    }),
    [workers, answered],
  );
  return answered === ''
    ? { workers, products, prefix: '' }
    : { workers: part, products: found.total, prefix: answered };
}
