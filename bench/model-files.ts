/** A model's name or file in; its model file and card on disk, and what the card says of its training, out. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../src/default-model';

const MODELS = fileURLToPath(new URL('../public/models', import.meta.url));
/** The encoder that the app began with: what later ones are held against, wherever the app's own has gone. */
const FIRST_ENCODER = fileURLToPath(new URL('encoders/garments-1/model.onnx', import.meta.url));
const HELD_OUT = /^objects\/([^/]+)$/;

/** Files that the bench's server answers for under one folder. */
export interface ModelFiles {
  readonly model: string;
  readonly card: string;
}

/**
 * Finds an encoder.
 *
 * @param encoder a folder of `public/models`, or a file `….onnx` with `card.json` beside it; default: the one the app
 * ships. Throws where a file is missing.
 */
export function encoderFiles(encoder: string = DEFAULT_MODEL): ModelFiles {
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

/** The first encoder, kept with the bench. */
export function firstEncoderFiles(): ModelFiles {
  return encoderFiles(FIRST_ENCODER);
}

/** The focus network that the app ships. */
export function focusFiles(): ModelFiles {
  return encoderFiles(DEFAULT_FOCUS);
}

/** The classes of `objects` that a card's `training.heldOut` says no training saw; none where it says nothing. */
export async function heldOutClasses({ card }: ModelFiles): Promise<readonly string[]> {
  const facts: unknown = JSON.parse(await readFile(card, 'utf8'));
  const heldOut = field(field(facts, 'training'), 'heldOut');
  if (!Array.isArray(heldOut)) return [];
  return heldOut.flatMap((entry) => HELD_OUT.exec(String(entry))?.[1] ?? []);
}

function field(facts: unknown, name: string): unknown {
  return typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>)[name] : undefined;
}
