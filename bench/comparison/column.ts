/** Resolves a column's name to what makes its vectors. */
import { encoderFiles, filesBefore, focusFiles, type ModelFiles } from '../model-files';
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
      /** Loaded if focus is on. */
      readonly focusNetwork: ModelFiles;
    };

/** Models of the columns `off` and `auto`, from the command line; undefined stands for the app's. */
export interface JudgedModels {
  readonly encoder: string | undefined;
  readonly focusModel: string | undefined;
}

/** Throws where a file is missing. */
export function columnOf(name: ColumnName, { encoder, focusModel }: JudgedModels): Column {
  switch (name) {
    case 'before': {
      const before = filesBefore();
      return { name, by: 'encoder', encoder: before.encoder, focus: 'auto', focusNetwork: before.focus };
    }
    case 'off':
    case 'auto':
      return {
        name,
        by: 'encoder',
        encoder: encoderFiles(encoder),
        focus: name,
        focusNetwork: focusFiles(focusModel),
      };
    default:
      return { name, by: name };
  }
}
