/** An encoder's name or file in; its model and card on disk out. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_MODEL } from '../src/default-model';

const MODELS = fileURLToPath(new URL('../public/models', import.meta.url));

/** Files that the bench's server answers for under `/encoder/`. */
export interface EncoderFiles {
  readonly model: string;
  readonly card: string;
}

/**
 * Finds an encoder.
 *
 * @param encoder a folder of `public/models`, or a file `….onnx` with `card.json` beside it; default: the one the app
 * ships. Throws where a file is missing.
 */
export function encoderFiles(encoder: string = DEFAULT_MODEL): EncoderFiles {
  const ownFile = encoder.endsWith('.onnx');
  const model = ownFile ? encoder : join(MODELS, encoder, 'model.onnx');
  if (!existsSync(model)) {
    const shipped = readdirSync(MODELS).join(', ');
    throw new Error(
      ownFile
        ? `--encoder: there is no file ${model}.`
        : `--encoder: there is no encoder ${encoder}, expected one of ${shipped}, or a file ending in .onnx.`,
    );
  }
  const card = join(dirname(model), 'card.json');
  if (!existsSync(card)) {
    throw new Error(
      `--encoder: ${model} has no card.json beside it, which tells its dims, preprocessing and probe embedding.`,
    );
  }
  return { model, card };
}
