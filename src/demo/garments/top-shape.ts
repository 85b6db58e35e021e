/** Computes a top's outline on a figure, and where its neck is open. */
import { type Figure, Y } from '../figure';
import { mirrored } from '../part';
import type { Knot } from '../pen';

/** Traits that vary from top to top. */
export interface TopCut {
  readonly kind: 'tank' | 't-shirt' | 'long-sleeve' | 'shirt' | 'hoodie' | 'sweater' | 'jacket' | 'coat';
  readonly neck: 'crew' | 'v' | 'scoop' | 'roll';
  /** Height of the hem. */
  readonly hem: number;
  /** 0 close to the body, 1 wide. */
  readonly ease: number;
  readonly style: number;
}

/** Extra half width over the body, by kind. */
const LOOSE: Record<TopCut['kind'], number> = {
  tank: 0.4,
  't-shirt': 1.6,
  'long-sleeve': 0.9,
  shirt: 1.8,
  hoodie: 3,
  sweater: 2.6,
  jacket: 2.8,
  coat: 3,
};

export function isHeavy({ kind }: TopCut): boolean {
  return kind === 'hoodie' || kind === 'sweater' || kind === 'jacket' || kind === 'coat';
}

export function opening({ kind, neck, style }: TopCut, isFlat: boolean): { half: number; depth: number } {
  const wide = isFlat ? 1 : 0.82;
  if (kind === 'tank') return { half: 10.5 * wide, depth: neck === 'v' ? 15 : 12 };
  if (kind === 'shirt' || kind === 'coat') return { half: 7.2 * wide, depth: kind === 'coat' ? 10 : 3.5 };
  if (kind === 'hoodie' || kind === 'jacket') return { half: 8 * wide, depth: 4.2 };
  if (neck === 'v') return { half: 8 * wide, depth: 12 };
  if (neck === 'scoop') return { half: 10 * wide, depth: 8.5 };
  if (neck === 'roll') return { half: 6.4 * wide, depth: 1.5 };
  return { half: (7.6 + (style % 2)) * wide, depth: 4.6 };
}

export function bodyPath(figure: Figure, cut: TopCut): Path2D {
  const { shoulder, chest, waist, hip } = figure.build;
  const loose = LOOSE[cut.kind] + cut.ease * 2.2;
  const { half, depth } = opening(cut, figure.isFlat);
  const hemHalf = cut.hem > Y.hip + 8 ? hip + loose + (cut.hem - Y.hip) * 0.09 : hip + loose * 0.8;
  const { kind } = cut;
  const tip: Knot =
    kind === 'tank' ? [shoulder - 5, Y.shoulder + 0.2, true] : [shoulder - 1.6, Y.shoulder + 0.9];
  const neck: Knot[] =
    cut.neck === 'v' || kind === 'coat'
      ? [
          [0, depth, true],
          [half, 0.3, true],
        ]
      : [
          [0, depth],
          [half * 0.72, depth * 0.62],
          [half, 0.3, true],
        ];
  const pit: Knot[] =
    kind === 'tank'
      ? [
          [shoulder - 6.2, 12],
          [chest + loose, Y.armpit + 3, true],
        ]
      : [
          [shoulder + 0.4 + loose * 0.3, Y.shoulder + 5.5],
          [chest + loose + 0.8, Y.armpit],
        ];
  const taper = figure.isFlat ? 0.4 : 0;
  return mirrored(
    figure,
    [
      ...neck,
      tip,
      ...pit,
      [waist + loose + taper + (isHeavy(cut) ? 1.2 : 0.6), Y.waist],
      [hemHalf, cut.hem - (kind === 'shirt' ? 6 : 1), kind === 'shirt' ? undefined : true],
      ...(kind === 'shirt'
        ? ([[hemHalf * 0.45, cut.hem]] as Knot[])
        : ([[hemHalf - 0.6, cut.hem, true]] as Knot[])),
    ].map(([x, y, corner]) => (corner === undefined ? [x!, y!] : [x!, y!, corner]) as Knot),
  );
}
