/** A catalogue and the beginning of a name in; a catalogue of the products so named, in place of all, out. */
import { useEffect, useMemo, useState } from 'react';
import type { WithList, WithProducts } from '../../threads/start-photos';

/** What a grid is to draw. */
export interface NamedPart {
  readonly workers: WithList;
  readonly products: number;
  /** The beginning that this is the answer for; empty for all products. */
  readonly prefix: string;
}

/**
 * @param products of the whole catalogue.
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
        // the page's own handler of unhandled failures shows it
        if (current) throw error;
      },
    );
    return () => {
      current = false;
    };
  }, [workers, prefix, revision]);
  // the last answer stands until the next one comes
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
