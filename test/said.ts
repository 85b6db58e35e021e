/** Says what people read of a refusal, so that tests can compare the words. */
import { reasonText } from '../src/app/messages/reason-text';

/** The words, in English, for what the work throws or rejects with. */
export async function said(work: (() => unknown) | Promise<unknown>): Promise<string> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    return reasonText(error instanceof Error ? error.message : String(error));
  }
  throw new Error('nothing was refused');
}
