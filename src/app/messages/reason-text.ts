/** Says a reason in the language in force. */
import { reasonOf } from '../../contract/reasons';
import { fileReasons } from './file-reasons';
import { modelReasons } from './model-reasons';

const SAYINGS: Readonly<Record<string, (values: never) => string>> = { ...fileReasons, ...modelReasons };

/** @param message of an error, or a reason that another version has stored: words of others stay as they are. */
export function reasonText(message: string): string {
  const reason = reasonOf(message);
  if (!reason || !Object.hasOwn(SAYINGS, reason.code)) return message;
  const values = 'why' in reason ? { ...reason, why: reasonText(reason.why) } : reason;
  try {
    return SAYINGS[reason.code]?.(values as never) ?? message;
  } catch {
    // a version with other values of this code has stored it
    return message;
  }
}
