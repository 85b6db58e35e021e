/** The words of a command line in; the options of an evaluation out. */
import type { Device } from '../src/contract';
import { parseOptions, positiveInteger, UsageError } from './command';

export const EVALUATE_USAGE = `npm run evaluate -- --gallery DIR --queries DIR [options]

Indexes the gallery with the shipped pipeline in a headless browser, searches with every query photo and prints
precision@1 and precision@k. Sub-folders of DIR are classes; deeper folders belong to the first one below DIR.
A query photo that is itself in the gallery is never its own match.

  --gallery DIR    photos to search in
  --queries DIR    photos to search with; may be the same folder
  --k N            matches per query (default 5)
  --encoder X      a folder of public/models, or a file X.onnx with card.json beside it (default: the app's)
  --device D       wasm or webgpu (default: what the app chooses)
  --limit N        at most N photos per class of each set, spread evenly over its photos sorted by path
  --json           one JSON object on the last line
  --help           this text`;

export interface EvaluateOptions {
  readonly gallery: string;
  readonly queries: string;
  readonly k: number;
  readonly encoder: string | undefined;
  readonly device: Device | undefined;
  readonly limit: number | undefined;
  readonly json: boolean;
}

/** A device's name, where one was given; throws a `UsageError`. */
export function deviceOption(text: string | undefined): Device | undefined {
  if (text === undefined || text === 'wasm' || text === 'webgpu') return text;
  throw new UsageError(`--device is ${JSON.stringify(text)}, expected wasm or webgpu.`);
}

/** Throws a `UsageError` of one sentence. */
export function evaluateOptions(argv: readonly string[]): EvaluateOptions {
  const { values } = parseOptions(argv, {
    gallery: { type: 'string' },
    queries: { type: 'string' },
    k: { type: 'string', default: '5' },
    encoder: { type: 'string' },
    device: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const { gallery, queries, k, encoder, device, limit, json } = values;
  if (gallery === undefined) throw new UsageError('--gallery DIR is missing.');
  if (queries === undefined) throw new UsageError('--queries DIR is missing.');
  return {
    gallery,
    queries,
    k: positiveInteger('k', k),
    encoder,
    device: deviceOption(device),
    limit: limit === undefined ? undefined : positiveInteger('limit', limit),
    json,
  };
}
