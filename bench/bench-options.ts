/** Parses the command line of the bench into suites and their options. */
import { deviceOption, parseOptions, positiveInteger, UsageError } from './command';
import { focusOption } from './focus-option';
import { KNN_OPTIONS, KNN_USAGE, knnOptions } from './knn/knn-options';
import { encoderFiles } from './model-files';
import type { SuiteOptions } from './suite';

export const SUITES = ['index', 'encoder', 'query', 'knn', 'switch', 'size', 'visit', 'lighthouse'] as const;
export type SuiteName = (typeof SUITES)[number];

export const BENCH_USAGE = `npm run bench -- [SUITE...] [options]

Measures the shipped pipeline in a headless browser, prints tables and writes .bench/results/SUITE-DATE.json.
Without a SUITE all are run, encoder only with --photos.

  index            photos/s from a file to its stored embedding and thumbnail, on each device
    --count N      photos per round, 400 x 533 JPEG drawn from the seed (default 400; 32 on an emulated adapter)
    --photos DIR   photos of a folder in place of drawn ones, spread evenly if there are more than N
    --device D     wasm or webgpu alone (default: both)
    --encoder X    a folder of public/models, or a file X.onnx with card.json beside it (default: the app's)
  encoder          photos/s of the app on WASM with focus off and of native ONNX Runtime with Pillow on the same photos,
                   and how near their embeddings are; takes --count, --photos and --encoder as index does. The native
                   side runs in .bench/python, as the peers of knn do
  query            ms per search, through the app's threads and in the search core alone
    --n N          products and vectors (default 3000; the core also with 100000)
    --k N          matches per search (default 5)
${KNN_USAGE}
  switch           ms from a switch between two encoders to the first answers and to whole ones
    --n N          products, embedded by both (default 100000)
  size             bytes of the built app by what loads when; builds dist/ where it is missing
  visit            ms from the address of the demo to its first answer, at a first and at a second visit
  lighthouse       scores of the built app on a phone and on a desktop, and what costs points

  --rounds N       rounds of index, encoder, query, knn and switch, after a warm-up, and of visit (default 5)
  --seed N         of drawn photos and of vectors (default 1)
  --json           one JSON object on the last line
  --help           this text`;

/** Of the suite `query`; `knn` has its own. */
const [QUERY_N, QUERY_K] = ['3000', '5'];
const SWITCH_N = '100000';

export interface BenchOptions extends SuiteOptions {
  readonly suites: readonly SuiteName[];
  readonly json: boolean;
}

function suiteName(text: string): SuiteName {
  const found = SUITES.find((name) => name === text);
  if (found === undefined) throw new UsageError(`There is no suite ${text}, expected ${SUITES.join(', ')}.`);
  return found;
}

function suitesOf(names: readonly string[], photos: string | undefined): readonly SuiteName[] {
  if (names.length > 0) return [...new Set(names.map(suiteName))];
  // the native runtime reads files, and drawn photos have none
  return photos === undefined ? SUITES.filter((name) => name !== 'encoder') : SUITES;
}

/** Throws a `UsageError` of one sentence, or an Error where the encoder is missing. */
export function benchOptions(argv: readonly string[]): BenchOptions {
  const { values, positionals } = parseOptions(
    argv,
    {
      count: { type: 'string', default: '400' },
      photos: { type: 'string' },
      device: { type: 'string' },
      encoder: { type: 'string' },
      focus: { type: 'string', default: 'auto' },
      n: { type: 'string' },
      k: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      ...KNN_OPTIONS,
    },
    true,
  );
  // `auto` is only for the suite `knn`; the others then take both devices
  const device = values.device === 'auto' ? undefined : deviceOption(values.device);
  return {
    suites: suitesOf(positionals, values.photos),
    count: positiveInteger('count', values.count),
    photos: values.photos,
    devices: device === undefined ? ['wasm', 'webgpu'] : [device],
    encoder: encoderFiles(values.encoder),
    focus: focusOption(values.focus),
    n: positiveInteger('n', values.n ?? QUERY_N),
    switchN: positiveInteger('n', values.n ?? SWITCH_N),
    k: positiveInteger('k', values.k ?? QUERY_K),
    knn: knnOptions(values),
    rounds: positiveInteger('rounds', values.rounds),
    seed: positiveInteger('seed', values.seed),
    json: values.json,
  };
}
