/** A column's name in; what makes its vectors out. */
import { encoderFiles, firstEncoderFiles, type ModelFiles } from '../model-files';
import type { FocusOption } from '../focus-option';
import type { Baseline } from '../page-calls';
import type { ColumnName } from './table-options';

/** A way to compare photos. */
export type Column =
  | { readonly name: ColumnName; readonly by: Baseline }
  | {
      readonly name: ColumnName;
      readonly by: 'encoder';
      readonly encoder: ModelFiles;
      readonly focus: FocusOption;
    };

/** @param encoder of the columns `off` and `auto`; default: the app's. Throws where a file is missing. */
export function columnOf(name: ColumnName, encoder: string | undefined): Column {
  switch (name) {
    case 'first':
      return { name, by: 'encoder', encoder: firstEncoderFiles(), focus: 'off' };
    case 'off':
    case 'auto':
      return { name, by: 'encoder', encoder: encoderFiles(encoder), focus: name };
    default:
      return { name, by: name };
  }
}
