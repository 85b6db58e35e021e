/** Parses which cells of the table to fill, and from what. */
import type { Device } from '../../src/contract/encoder';
import { deviceOption, namesOf, oneOf, parseOptions, positiveInteger, UsageError } from '../command';

/** From top to bottom. */
export const ROWS = [
  'clothing',
  'studio',
  'grocery',
  'objects',
  'catalogue',
  'swap',
  'colour',
  'focus',
] as const;
export type RowName = (typeof ROWS)[number];

/** From left to right. */
export const COLUMNS = ['pixels', 'histogram', 'hog', 'before', 'off', 'auto'] as const;
export type ColumnName = (typeof COLUMNS)[number];

export const TABLE_USAGE = `npm run evaluate -- table --data DIR [options]

Prints all evaluations of the encoder beside baselines, from one folder of photos. What is missing from the folder can
be left out with --rows. Behind ± stands half of a mean's 95 % interval, by the bootstrap over its queries; two more
tables tell, query by query, whether auto is shown to be better than before, and than hog.

rows, k = 5
  clothing         clothing/validation searched in clothing/train: precision
  studio           studio/queries searched in studio/gallery: precision
  grocery          grocery/test searched in grocery/iconic: precision
  objects          classes of objects that no training saw, each photo searched among the others: precision
  catalogue        a shop's photos, drawn by the table itself: articles laid flat on plain white, one of every cloth, so
                   that shape alone tells the kind; each searched among the others: precision
  swap             validation garments on other backgrounds: does each find its own photo, and how many of its nearest
                   are other garments on the same background
  colour           CIEDE2000 between mean colours of a garment and of its nearest, beside that of its class; low is good
  focus            worn: what focus kept held against hand-drawn masks of garments and heads
columns
  pixels, histogram, hog    16 x 16 colours, 64 colours counted, oriented gradients: no network
  before                    the encoder and the focus network that shipped before the present ones, with focus; the rule
                            that judges what the network finds is the app's present one
  off, auto                 the encoder with focus off and as in the app

  --data DIR       has the folders named above
  --rows A,B,C     these rows alone
  --columns A,B,C  these columns alone
  --swaps DIR      what training/make_swaps.py wrote, for swap and colour (default .bench/swaps)
  --catalogue DIR  the photos of catalogue, drawn into it where there is no such folder; to be deleted when the demo's
                   drawing changes (default .bench/catalogue)
  --encoder X      of off and auto: a folder of public/models, or a file X.onnx with card.json beside it
                   (default: the app's)
  --focus-model X  of auto: a focus network, named in the same way (default: the app's)
  --held-out A,B   classes for the row objects (default: what the encoder's card says)
  --device D       wasm or webgpu (default: what the app chooses)
  --limit N        at most N photos per class of each set, to try the command out
  --record         writes the figures of off and auto into the encoder's card, and those of focus into the focus network's
  --json           one JSON object on the last line
  --help           this text`;

export interface TableOptions {
  readonly data: string;
  readonly rows: readonly RowName[];
  readonly columns: readonly ColumnName[];
  readonly swaps: string;
  readonly catalogue: string;
  readonly encoder: string | undefined;
  readonly focusModel: string | undefined;
  /** Undefined: taken from the encoder's card. */
  readonly heldOut: readonly string[] | undefined;
  readonly device: Device | undefined;
  readonly limit: number | undefined;
  readonly record: boolean;
  readonly json: boolean;
}

/** Throws a `UsageError` of one sentence. */
export function tableOptions(argv: readonly string[]): TableOptions {
  const { values } = parseOptions(argv, {
    data: { type: 'string' },
    rows: { type: 'string' },
    columns: { type: 'string' },
    swaps: { type: 'string', default: '.bench/swaps' },
    catalogue: { type: 'string', default: '.bench/catalogue' },
    encoder: { type: 'string' },
    'focus-model': { type: 'string' },
    'held-out': { type: 'string' },
    device: { type: 'string' },
    limit: { type: 'string' },
    record: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  });
  const { data, rows, columns, swaps, catalogue, encoder, device, limit, record, json } = values;
  const { 'focus-model': focusModel, 'held-out': heldOut } = values;
  if (data === undefined) throw new UsageError('--data DIR is missing.');
  if (record && limit !== undefined)
    throw new UsageError('--record wants the figures of all photos: leave --limit out.');
  return {
    data,
    rows: chosen('rows', rows, ROWS),
    columns: chosen('columns', columns, COLUMNS),
    swaps,
    catalogue,
    encoder,
    focusModel,
    heldOut: heldOut === undefined ? undefined : namesOf('held-out', heldOut),
    device: deviceOption(device),
    limit: limit === undefined ? undefined : positiveInteger('limit', limit),
    record,
    json,
  };
}

/** Returns the named ones in the table's order; all if none are named. */
function chosen<const Name extends string>(
  option: string,
  text: string | undefined,
  all: readonly Name[],
): readonly Name[] {
  if (text === undefined) return all;
  const names = namesOf(option, text).map((name) => oneOf(option, name, all));
  return all.filter((name) => names.includes(name));
}
