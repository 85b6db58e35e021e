/** Runs searches, of which the newest wins, and holds the query, its focus and its answer. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Focus } from '../../contract/photo';
import { asError, isAbort } from '../../shared/errors';
import { answer, type Answering, type Question } from './answer';
import type { Query, Search } from './query';
import type { Words } from './words-in-space';

/** @param revision of the catalogue: the search runs again when it changes. */
export function useSearch(workers: Answering, revision: number | string) {
  const [search, setSearch] = useState<Search>();
  const running = useRef<AbortController>(undefined);
  const asked = useRef<Question>(undefined);

  const run = useCallback(
    async (question: Question) => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      const settle = (outcome: Pick<Search, 'answer' | 'failure'>) => {
        if (!controller.signal.aborted) setSearch((old) => old && { ...old, ...outcome, pending: false });
      };
      try {
        settle({ answer: await answer(workers, question, controller.signal), failure: undefined });
      } catch (error) {
        if (!isAbort(error)) settle({ answer: undefined, failure: asError(error) });
      }
    },
    [workers],
  );

  /** Aborts the running search and frees the last query. */
  const leave = useCallback(() => {
    running.current?.abort();
    if (asked.current?.query.kind === 'photo') URL.revokeObjectURL(asked.current.query.url);
    asked.current = undefined;
  }, []);

  /** Starts a search by a new query, in automatic focus. */
  const start = useCallback(
    (query: Query) => {
      leave();
      asked.current = { query, focus: 'auto' };
      setSearch({
        query,
        focus: 'auto',
        drawn: undefined,
        answer: undefined,
        pending: true,
        failure: undefined,
      });
      void run(asked.current);
    },
    [leave, run],
  );

  /** Searches by the same query in another focus. The old answer stays until the new one comes. */
  const refocus = useCallback(
    (focus: Focus) => {
      if (!asked.current) return;
      const { query, words } = asked.current;
      asked.current = { query, focus, words };
      const drawn = typeof focus === 'object' ? { drawn: focus } : {};
      setSearch((old) => old && { ...old, ...drawn, focus, pending: true });
      void run(asked.current);
    },
    [run],
  );

  /** Searches by the same photo or product with other words or none. The old answer stays until the new one comes. */
  const reword = useCallback(
    (words: Words | undefined) => {
      if (!asked.current) return;
      asked.current = { ...asked.current, words };
      setSearch((old) => old && { ...old, words, pending: true });
      void run(asked.current);
    },
    [run],
  );

  const close = useCallback(() => {
    leave();
    setSearch(undefined);
  }, [leave]);

  useEffect(() => {
    if (asked.current) void run(asked.current);
  }, [revision, run]);

  return { search, start, refocus, reword, close };
}
