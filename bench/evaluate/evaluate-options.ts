/** Parses the options of an evaluation. */
import type { Device } from '../../src/contract/encoder';
import { deviceOption, namesOf, parseOptions, positiveInteger, UsageError } from '../command';
import { focusOption, type FocusOption } from '../focus-option';

export const EVALUATE_USAGE = `npm run evaluate -- --gallery DIR --queries DIR [options]
npm run evaluate -- table --data DIR [options]    all evaluations at once; see table --help

Indexes the gallery with the shipped pipeline in a headless browser, searches with every query photo and prints
precision@1 and precision@k. Sub-folders of DIR are classes; deeper folders belong to the first one below DIR.
A query photo that is itself in the gallery is never its own match.

  --gallery DIR    photos to search in
  --queries DIR    photos to search with; may be the same folder
  --classes A,B,C  these class folders alone, of both sets
  --k N            matches per query (default 5)
  --encoder X      a folder of public/models, or a file X.onnx with card.json beside it (default: the app's)
  --focus F        auto: the subject alone, where focus is sure of it, as in the app; off: every photo whole
                   (default auto)
  --focus-model X  a focus network, named as an encoder is (default: the app's)
  --device D       wasm or webgpu (default: what the app chooses)
  --limit N        at most N photos per class of each set, spread evenly over its photos sorted by path
  --json           one JSON object on the last line
  --help           this text`;

export interface EvaluateOptions {
  readonly gallery: string;
  readonly queries: string;
  /** Undefined: all. */
  readonly classes: readonly string[] | undefined;
  readonly k: number;
  readonly encoder: string | undefined;
  readonly focus: FocusOption;
  readonly focusModel: string | undefined;
  readonly device: Device | undefined;
  readonly limit: number | undefined;
  readonly json: boolean;
}

/** Throws a `UsageError` of one sentence. */
export function evaluateOptions(argv: readonly string[]): EvaluateOptions {
  const { values } = parseOptions(argv, {
    gallery: { type: 'string' },
    queries: { type: 'string' },
    classes: { type: 'string' },
    k: { type: 'string', default: '5' },
    encoder: { type: 'string' },
    focus: { type: 'string', default: 'auto' },
    'focus-model': { type: 'string' },
    device: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const { gallery, queries, classes, k, encoder, focus, device, limit, json } = values;
  const { 'focus-model': focusModel } = values;
  if (gallery === undefined) throw new UsageError('--gallery DIR is missing.');
  if (queries === undefined) throw new UsageError('--queries DIR is missing.');
  return {
    gallery,
    queries,
    classes: classes === undefined ? undefined : namesOf('classes', classes),
    k: positiveInteger('k', k),
    encoder,
    focus: focusOption(focus),
    focusModel,
    device: deviceOption(device),
    limit: limit === undefined ? undefined : positiveInteger('limit', limit),
    json,
  };
}
