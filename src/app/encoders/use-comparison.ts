/** Compares encoders by their answers to one query, and by figures over a sample of queries. */
import { useEffect, useState } from 'react';
import type { Product } from '../../contract/product';
import type { ComparedAnswer, Comparison, JobEncoder } from '../../contract/encoders';
import { asError, isAbort } from '../../shared/errors';
import type { Workers } from '../../threads/start-photos';
import { K, type PhotoQuery } from '../search/query';

/** What has arrived for the current query and encoders; results of earlier ones are left out. */
export interface Compared {
  readonly answers: readonly ComparedAnswer[] | undefined;
  readonly comparison: Comparison | undefined;
  readonly failure: Error | undefined;
}

interface Told<T> {
  readonly question: string;
  readonly answer?: T;
  readonly failure?: Error;
}

/** Calls `ask` whenever the question changes, and aborts the call before. */
function useAnswer<T>(
  question: string | undefined,
  ask: (signal: AbortSignal) => Promise<T>,
): Told<T> | undefined {
  const [told, setTold] = useState<Told<T>>();
  useEffect(() => {
    if (question === undefined) return;
    const controller = new AbortController();
    const { signal } = controller;
    ask(signal).then(
      (answer) => {
        if (!signal.aborted) setTold({ question, answer });
      },
      (error: unknown) => {
        if (!signal.aborted && !isAbort(error)) setTold({ question, failure: asError(error) });
      },
    );
    return () => {
      controller.abort();
    };
    // the question holds everything that `ask` depends on
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question]);
  return told?.question === question ? told : undefined;
}

/** @param revision of the catalogue: everything is computed again when it changes. */
export function useComparison(
  { encoders }: Workers,
  chosen: readonly JobEncoder[],
  query: Product | PhotoQuery | undefined,
  revision: string,
): Compared {
  const prints = chosen.map(({ fingerprint }) => fingerprint).join();
  const canAsk = chosen.length > 1;
  const asked = query && ('photo' in query ? query.url : query.id);
  const one = useAnswer(canAsk && asked ? `${asked} ${prints} ${revision}` : undefined, (signal) =>
    query && 'photo' in query
      ? encoders.comparePhoto(query.photo, chosen, K, { signal })
      : encoders.compareAnswers(asked ?? '', chosen, K, { signal }),
  );
  const all = useAnswer(canAsk ? `${prints} ${revision}` : undefined, (signal) =>
    encoders.compareEncoders(chosen, K, { signal }),
  );
  return { answers: one?.answer, comparison: all?.answer, failure: one?.failure ?? all?.failure };
}
