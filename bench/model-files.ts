/** Finds a model's file and card on disk, and reads what the card states of its training. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_FOCUS, DEFAULT_MODEL, FORMER_MODELS } from '../src/shared/shipped-models';

const MODELS = fileURLToPath(new URL('../public/models', import.meta.url));
const HELD_OUT = /^objects\/([^/]+)$/;

/** Files that the bench's server serves under one folder. */
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
  return modelFiles('encoder', encoder);
}

/** Finds a focus network, as `encoderFiles` an encoder; default: the one the app ships. */
export function focusFiles(network: string = DEFAULT_FOCUS): ModelFiles {
  return modelFiles('focus-model', network);
}

/** Finds the encoder and focus network of the release before the current one. Throws where there is none. */
export function filesBefore(): { readonly encoder: ModelFiles; readonly focus: ModelFiles } {
  const [former] = FORMER_MODELS;
  if (former?.focus === undefined)
    throw new Error('No former encoder with a focus network stands in FORMER_MODELS.');
  return { encoder: encoderFiles(former.encoder), focus: focusFiles(former.focus) };
}

function modelFiles(option: string, name: string): ModelFiles {
  const ownFile = name.endsWith('.onnx');
  const model = ownFile ? name : join(MODELS, name, 'model.onnx');
  if (!existsSync(model)) {
    const shipped = readdirSync(MODELS).join(', ');
    throw new Error(
      ownFile
        ? `--${option}: there is no file ${model}.`
        : `--${option}: there is no model ${name}, expected one of ${shipped}, or a file ending in .onnx.`,
    );
  }
  const card = join(dirname(model), 'card.json');
  if (!existsSync(card)) {
    throw new Error(`--${option}: ${model} has no card.json beside it, which tells how it is run.`);
  }
  return { model, card };
}

/** Classes of `objects` that the card's `training.heldOut` lists as unseen in training; empty by default. */
export async function heldOutClasses({ card }: ModelFiles): Promise<readonly string[]> {
  const facts: unknown = JSON.parse(await readFile(card, 'utf8'));
  const heldOut = field(field(facts, 'training'), 'heldOut');
  if (!Array.isArray(heldOut)) return [];
  return heldOut.flatMap((entry) => HELD_OUT.exec(String(entry))?.[1] ?? []);
}

function field(facts: unknown, name: string): unknown {
  return typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>)[name] : undefined;
}
