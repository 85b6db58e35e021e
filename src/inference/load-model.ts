/** Fetches a model's card and bytes from its folder, and checks both. */
import type { Card } from '../contract/card';
import { LookalikeError, asError } from '../shared/errors';
import type { ModelBytes } from './session';
import { sha256 } from '../shared/sha256';

/** A model file that matches its card. */
export interface Model<Kind extends Card> extends ModelBytes {
  readonly card: Kind;
}

/** Checks the card of one kind of model; throws `ModelCorrupt`. */
export type ParseCard<Kind extends Card> = (json: unknown) => Kind;

interface ModelFiles {
  readonly card: URL;
  readonly model: URL;
}

function filesIn(folder: URL): ModelFiles {
  return { card: new URL('card.json', folder), model: new URL('model.onnx', folder) };
}

/** Addresses of a model's two files; `folder` ends in a slash. */
export function modelFiles(folder: URL): readonly string[] {
  const { card, model } = filesIn(folder);
  return [card.href, model.href];
}

async function get(url: URL): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new LookalikeError('ModelMissing', `${url.pathname}: ${asError(error).message}`, { cause: error });
  }
  if (!response.ok) throw new LookalikeError('ModelMissing', `${url.pathname}: HTTP ${response.status}`);
  return response;
}

/**
 * Fetches and checks the card alone.
 *
 * @param folder URL ending in a slash.
 * Rejects with `ModelMissing`, or with `ModelCorrupt` where the card is no JSON or not of its kind.
 */
export async function loadCard<Kind extends Card>(folder: URL, parse: ParseCard<Kind>): Promise<Kind> {
  const { card } = filesIn(folder);
  const response = await get(card);
  try {
    return parse(await response.json());
  } catch (error) {
    throw new LookalikeError('ModelCorrupt', `${card.pathname}: ${asError(error).message}`, { cause: error });
  }
}

/**
 * Fetches `model.onnx` and `card.json` from a folder of the app's own origin.
 *
 * @param folder URL ending in a slash.
 * Rejects with `ModelMissing`, or with `ModelCorrupt` where the bytes' SHA-256 is not the card's.
 */
export async function loadModel<Kind extends Card>(
  folder: URL,
  parse: ParseCard<Kind>,
): Promise<Model<Kind>> {
  const { model } = filesIn(folder);
  const [card, response] = await Promise.all([loadCard(folder, parse), get(model)]);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const hash = await sha256(bytes);
  if (hash !== card.sha256) {
    throw new LookalikeError(
      'ModelCorrupt',
      `${model.pathname} has SHA-256 ${hash}, its card says ${card.sha256}`,
    );
  }
  return { card, bytes };
}
