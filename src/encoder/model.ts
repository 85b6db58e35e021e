/** A model's folder in; its checked card and bytes out. */
import type { Card } from '../contract';
import { LookalikeError, asError } from '../errors';
import { sha256 } from '../sha256';
import { parseCard } from './card';

/** A model file that is what its card says. */
export interface Model {
  readonly card: Card;
  readonly bytes: Uint8Array<ArrayBuffer>;
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
 * Rejects with `ModelMissing` or `ModelCorrupt`.
 */
export async function loadCard(folder: URL): Promise<Card> {
  const response = await get(new URL('card.json', folder));
  let json: unknown;
  try {
    json = await response.json();
  } catch (error) {
    throw new LookalikeError('ModelCorrupt', `card.json is no JSON: ${asError(error).message}`, {
      cause: error,
    });
  }
  return parseCard(json);
}

/**
 * Fetches `model.onnx` and `card.json` from a folder of the app's own origin.
 *
 * @param folder URL ending in a slash.
 * Rejects with `ModelMissing`, or with `ModelCorrupt` where the bytes' SHA-256 is not the card's.
 */
export async function loadModel(folder: URL): Promise<Model> {
  const [card, response] = await Promise.all([loadCard(folder), get(new URL('model.onnx', folder))]);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const hash = await sha256(bytes);
  if (hash !== card.sha256) {
    throw new LookalikeError('ModelCorrupt', `model.onnx has SHA-256 ${hash}, its card says ${card.sha256}`);
  }
  return { card, bytes };
}
