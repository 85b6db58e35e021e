/** Ends the worker when its runtime fails, because only the end of the worker frees the runtime's memory. */
import { hasName } from '../shared/errors';
import type { Loaded } from './loaded';

/**
 * Wraps the models so that a call never settles once the runtime has failed. The end of the worker rejects it instead.
 *
 * @param die called once, with `EncoderFailed`; ends this thread.
 */
export function dieWithRuntime(parts: Loaded, die: (error: Error) => void): Loaded {
  const { encoder, focus } = parts;
  let isDead = false;
  const survived = async <T>(call: Promise<T>): Promise<T> => {
    try {
      return await call;
    } catch (error) {
      if (!(error instanceof Error) || !hasName(error, 'EncoderFailed')) throw error;
      if (!isDead) die(error);
      isDead = true;
      return new Promise<never>(() => undefined);
    }
  };
  return {
    ...parts,
    encoder: { ...encoder, encode: (tensor, n) => survived(encoder.encode(tensor, n)) },
    focus: focus && { ...focus, maps: (tensor, n) => survived(focus.maps(tensor, n)) },
  };
}
