/** The encoder that answers in; an encoder of texts into its photos' space, started when the first text comes, out. */
import { useMemo } from 'react';
import { LookalikeError, hasName } from '../../shared/errors';
import { startTextWorker, type TextWorker } from '../../threads/start-models';
import type { Workers } from '../../threads/start-photos';
import type { WordsCalls } from './answer';

/** One a page: a runtime of its own, which nobody needs before somebody types. */
let worker: TextWorker | undefined;

/** @param areTaken whether the encoder that answers has a text model; undefined until it is loaded. */
export function useWords({ encoder }: Pick<Workers, 'encoder'>, areTaken: boolean | undefined): WordsCalls {
  return useMemo(
    () => ({
      areTaken,
      async encode(text) {
        // asked each time: another one may have taken over since the page was drawn
        const { name, textOf, fingerprint } = await encoder.load();
        if (textOf === undefined) throw new LookalikeError('ModelMissing', `${name} has no text model`);
        worker ??= startTextWorker();
        try {
          return { embedding: await worker.encode(textOf, text), fingerprint };
        } catch (error) {
          // whoever types again has another one
          if (hasName(error, 'WorkerDied')) worker = undefined;
          throw error;
        }
      },
    }),
    [encoder, areTaken],
  );
}
