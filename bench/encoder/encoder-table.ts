/** Rates of the app and of native ONNX Runtime in; the table that is printed out. */
import type { SkippedPeer } from '../peers/skipped-peer';
import type { Summary } from '../statistics';
import type { Table } from '../table';
import type { NativeFigures } from './native-encoder';
import type { Nearness } from './nearness';

/** Of either. */
export interface Rate {
  /** Photos of a round that got an embedding. */
  readonly encoded: number;
  readonly threads: number;
  readonly perSecond: Summary;
}

/** The app's, with focus off. */
export interface OwnFigures extends Rate {
  /** The encoder's name. */
  readonly encoder: string;
  readonly fingerprint: string;
  readonly dims: number;
  /** Of each round. */
  readonly seconds: readonly number[];
}

/** Native ONNX Runtime, and how near its embeddings are to ours. */
export interface NativeRow {
  readonly figures: NativeFigures;
  readonly nearness: Nearness;
}

/** Ours first; where native was skipped, its reason is below the title. */
export function encoderTable(photos: string, ours: OwnFigures, native: NativeRow | SkippedPeer): Table {
  const title =
    `encoder: whole photos to embeddings of ${ours.encoder}, beside native on the CPU; photos ${photos}; ` +
    'ours also hashes, draws the thumbnail and stores; cosine of the two embeddings of a photo';
  const row = (by: string, { encoded, threads, perSecond }: Rate): readonly string[] => [
    by,
    String(threads),
    String(encoded),
    perSecond.max.toFixed(1),
    `${perSecond.mean.toFixed(1)} ± ${perSecond.sd.toFixed(1)}`,
    `${(perSecond.mean / ours.perSecond.mean).toFixed(2)} x`,
  ];
  const isSkipped = 'skipped' in native;
  return {
    title: isSkipped ? `${title}\nnative skipped: ${native.skipped}` : title,
    columns: [
      'by',
      'threads',
      'photos',
      'best photos/s',
      'mean ± sd',
      'of ours',
      'mean cosine',
      'min cosine',
    ],
    rows: [
      [...row('lookalike', ours), '', ''],
      ...(isSkipped
        ? []
        : [
            [
              ...row(native.figures.version, native.figures),
              floored(native.nearness.mean),
              floored(native.nearness.min),
            ],
          ]),
    ],
  };
}

/** Rounded down: 1.00000 is said of equal embeddings and of nothing less. */
function floored(cosine: number): string {
  return (Math.floor(cosine * 1e5) / 1e5).toFixed(5);
}
