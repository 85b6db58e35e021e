/** Encodes words for the active encoder, in a worker started when the first text comes. */
import { useMemo } from 'react';
import { LookalikeError, hasName } from '../../shared/errors';
import { startTextWorker, type TextWorker } from '../../threads/start-models';
import type { Workers } from '../../threads/start-photos';
import type { WordsCalls } from './answer';

/** One worker a page. It is started late, as its runtime is needed only for words. */
let worker: TextWorker | undefined;

/** @param areTaken whether the active encoder has a text model; undefined until it is loaded. */
export function useWords({ encoder }: Pick<Workers, 'encoder'>, areTaken: boolean | undefined): WordsCalls {
  return useMemo(
    () => ({
      areTaken,
      async encode(text) {
        // load each time: another encoder may have become active since the page was drawn
        const { name, textOf, fingerprint } = await encoder.load();
        if (textOf === undefined) throw new LookalikeError('ModelMissing', `${name} has no text model`);
        worker ??= startTextWorker();
        try {
          return { embedding: await worker.encode(textOf, text), fingerprint };
        } catch (error) {
          // the next call starts a new worker
          if (hasName(error, 'WorkerDied')) worker = undefined;
          throw error;
        }
      },
    }),
    [encoder, areTaken],
  );
}
