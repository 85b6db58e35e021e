/** Translates a reason into a text of the current language. */
import { reasonOf } from '../../contract/reasons';
import { fileReasons } from './file-reasons';
import { modelReasons } from './model-reasons';

const SAYINGS: Readonly<Record<string, (values: never) => string>> = { ...fileReasons, ...modelReasons };

/** @param message of an error, or a reason stored by another version of the app. Any other text stays unchanged. */
export function reasonText(message: string): string {
  const reason = reasonOf(message);
  if (!reason || !Object.hasOwn(SAYINGS, reason.code)) return message;
  const values = 'why' in reason ? { ...reason, why: reasonText(reason.why) } : reason;
  try {
    return SAYINGS[reason.code]?.(values as never) ?? message;
  } catch {
    // stored by another version of the app, whose values for this code differ
    return message;
  }
}
