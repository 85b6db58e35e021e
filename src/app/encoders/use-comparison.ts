/** Encoders and a product, or a photo, in; each one's answers to it, and how they fare over a sample of queries, out. */
import { useEffect, useState } from 'react';
import type { Product } from '../../contract/product';
import type { ComparedAnswer, Comparison, JobEncoder } from '../../contract/encoders';
import { asError, isAbort } from '../../shared/errors';
import type { Workers } from '../../threads/start-photos';
import { K, type PhotoQuery } from '../search/query';

/** What is known by now; what belongs to another question is not shown. */
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

/** Asks whenever the question changes, and drops what was asked before. */
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
    // the question names all that `ask` depends on
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question]);
  return told?.question === question ? told : undefined;
}

/** @param revision of the catalogue: all is asked again when it changes. */
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
