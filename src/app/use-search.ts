/** A photo or a product to search with in; the query and its matches, newest wins, out. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Match } from '../contract';
import { asError, isAbort } from '../errors';
import type { Workers } from '../workers';

/** Results shown for a query. */
export const K = 5;

/** What the user searches with. */
export type Query =
  | { readonly kind: 'photo'; readonly name: string; readonly photo: Blob }
  | { readonly kind: 'product'; readonly id: string; readonly name: string };

export interface Search {
  readonly query: Query;
  /** Undefined while the search runs for the first time. */
  readonly matches: readonly Match[] | undefined;
  readonly failure: Error | undefined;
}

/** Searches, and searches again when the catalogue has changed (`revision`). */
export function useSearch(workers: Workers, revision: number) {
  const [search, setSearch] = useState<Search>();
  const running = useRef<AbortController>(undefined);
  const embedding = useRef<Float32Array>(undefined);
  const asked = useRef<Query>(undefined);

  const run = useCallback(
    async (query: Query) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const options = { signal: controller.signal };
      try {
        if (query.kind === 'photo') {
          embedding.current ??= (await workers.encoder.encode(query.photo, options)).embedding;
        }
        const vector = embedding.current;
        const matches =
          query.kind === 'photo' && vector
            ? await workers.catalogue.search(vector, K, options)
            : query.kind === 'product'
              ? await workers.catalogue.lookalikes(query.id, K, options)
              : [];
        if (!controller.signal.aborted) setSearch({ query, matches, failure: undefined });
      } catch (error) {
        if (isAbort(error) || controller.signal.aborted) return;
        setSearch({ query, matches: [], failure: asError(error) });
      }
    },
    [workers],
  );

  const start = useCallback(
    (query: Query) => {
      asked.current = query;
      embedding.current = undefined;
      setSearch({ query, matches: undefined, failure: undefined });
      void run(query);
    },
    [run],
  );

  const close = useCallback(() => {
    asked.current = undefined;
    running.current?.abort();
    setSearch(undefined);
  }, []);

  useEffect(() => {
    if (asked.current) void run(asked.current);
  }, [revision, run]);

  return { search, start, close };
}
