/** The open encoder in; an encoder of texts into its photos' space, started when the first text comes, out. */
import { useMemo } from 'react';
import type { EncoderFacts } from '../contract';
import { startTextWorker } from '../model-workers';
import type { TextApi } from '../text-contract';

/** One a page: a runtime of its own, which nobody needs before somebody types. */
let worker: TextApi | undefined;

/** Undefined where the encoder has no text model. */
export function useWords(
  encoder: EncoderFacts | undefined,
): ((text: string) => Promise<Float32Array>) | undefined {
  const keptId = encoder?.textOf;
  return useMemo(() => {
    if (keptId === undefined) return undefined;
    return (text: string) => {
      worker ??= startTextWorker();
      return worker.encode(keptId, text);
    };
  }, [keptId]);
}
