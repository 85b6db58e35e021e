/** Makes a failure of the runtime the death of its worker, as its memory comes back only with that. */
import { hasName } from '../shared/errors';
import type { Loaded } from './loaded';

/**
 * The same models, whose calls never settle once the runtime has failed: their callers learn of it by the death.
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
