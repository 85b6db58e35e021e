/** Chooses at random the traits that tell one person from another. */
import { type Colour, shade } from './colour';
import type { Random } from './random';

const HAIR_STYLES = [
  'cropped',
  'parted',
  'bob',
  'long',
  'wavy',
  'afro',
  'bun',
  'tail',
  'curls',
  'bald',
  'headscarf',
  'fringe',
] as const;

type HairStyle = (typeof HAIR_STYLES)[number];

/** The traits that tell one person from another. */
export interface Looks {
  readonly skin: Colour;
  readonly hair: Colour;
  readonly style: HairStyle;
  readonly eyes: Colour;
  readonly lips: Colour;
  readonly beard: 'none' | 'stubble' | 'full';
  readonly glasses: boolean;
  readonly freckles: boolean;
  /** Colour of a headscarf. */
  readonly scarf: Colour;
  /** -1 looks to the picture's left, 1 to the right. */
  readonly turn: number;
  readonly tilt: number;
  readonly smile: number;
  /** Width of the jaw and length of the face, about 1. */
  readonly jaw: number;
  readonly length: number;
}

const SKINS: readonly Colour[] = [
  { l: 0.9, c: 0.035, h: 55 },
  { l: 0.86, c: 0.05, h: 58 },
  { l: 0.81, c: 0.062, h: 62 },
  { l: 0.74, c: 0.073, h: 62 },
  { l: 0.66, c: 0.08, h: 60 },
  { l: 0.56, c: 0.078, h: 56 },
  { l: 0.46, c: 0.066, h: 52 },
  { l: 0.38, c: 0.05, h: 48 },
];

const HAIRS: readonly Colour[] = [
  { l: 0.2, c: 0.012, h: 50 },
  { l: 0.26, c: 0.03, h: 50 },
  { l: 0.36, c: 0.05, h: 52 },
  { l: 0.46, c: 0.07, h: 58 },
  { l: 0.52, c: 0.11, h: 45 },
  { l: 0.72, c: 0.085, h: 82 },
  { l: 0.82, c: 0.06, h: 88 },
  { l: 0.7, c: 0.008, h: 90 },
  { l: 0.93, c: 0.006, h: 90 },
];

const EYES: readonly Colour[] = [
  { l: 0.3, c: 0.05, h: 55 },
  { l: 0.4, c: 0.07, h: 60 },
  { l: 0.5, c: 0.06, h: 130 },
  { l: 0.55, c: 0.08, h: 240 },
];

const SHORT: readonly HairStyle[] = ['cropped', 'parted', 'curls', 'bald'];

/** Chooses traits that suit the clothes: a headscarf with long sleeves, seldom a beard with a skirt. */
export function someone(
  random: Random,
  { longSleeves, skirt }: { longSleeves: boolean; skirt: boolean },
): Looks {
  const tone = Math.floor(random.next() * SKINS.length);
  const skin = SKINS[tone]!;
  const style = random.pick(
    HAIR_STYLES.filter((s) => (longSleeves || s !== 'headscarf') && !(skirt && SHORT.includes(s))),
  );
  // dark skin goes with dark hair; grey hair goes with any skin
  const hair = random.chance(0.1)
    ? HAIRS[7 + Math.floor(random.next() * 2)]!
    : HAIRS[Math.floor(random.next() * (tone > 3 ? 2 : 7))]!;
  const mannish = SHORT.includes(style);
  return {
    skin: { ...skin, l: skin.l + random.between(-0.015, 0.015) },
    hair,
    style,
    eyes: tone > 3 ? EYES[0]! : random.pick(EYES),
    lips: mannish
      ? shade({ ...skin, c: skin.c + 0.04, h: 25 }, 0.82)
      : { l: Math.min(0.62, skin.l * 0.74), c: random.between(0.08, 0.15), h: random.between(10, 30) },
    beard: mannish && random.chance(0.5) ? (random.chance(0.5) ? 'full' : 'stubble') : 'none',
    glasses: random.chance(0.16),
    freckles: tone < 3 && random.chance(0.25),
    scarf: { l: random.between(0.4, 0.9), c: random.between(0.02, 0.09), h: random.between(0, 360) },
    turn: random.between(-1, 1),
    tilt: random.between(-0.09, 0.09),
    smile: random.next(),
    jaw: random.between(0.93, 1.08) * (mannish ? 1.03 : 0.98),
    length: random.between(0.96, 1.05),
  };
}
