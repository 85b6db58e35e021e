/** Makes the table of the rates of the app and of native ONNX Runtime. */
import type { SkippedPeer } from '../peers/skipped-peer';
import type { Summary } from '../statistics';
import type { Table } from '../table';
import type { NativeFigures } from './native-encoder';
import type { Nearness } from './nearness';

/** Rates of the app or of native ONNX Runtime. */
export interface Rate {
  /** Photos of a round that got an embedding. */
  readonly encoded: number;
  readonly threads: number;
  readonly perSecond: Summary;
}

/** Rates of the app, with focus off. */
export interface OwnFigures extends Rate {
  /** The encoder's name. */
  readonly encoder: string;
  readonly fingerprint: string;
  readonly dims: number;
  /** One per round. */
  readonly seconds: readonly number[];
}

/** Rates of native ONNX Runtime, and how near its embeddings are to ours. */
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

/** Rounds down, so that 1.00000 stands for equal embeddings only. */
function floored(cosine: number): string {
  return (Math.floor(cosine * 1e5) / 1e5).toFixed(5);
}
