/** Declares what a category of the demo is made from. */
import type { Cut } from './article';
import type { Material, PatternKind } from './cloth';
import type { Dye } from './palette';
import type { Random } from './random';

/** A cut with its name. */
export interface Model {
  readonly cut: Cut;
  /** For example `V-neck T-shirt`. */
  readonly word: string;
}

export interface Range {
  /** In the plural, as shops write it. */
  readonly category: string;
  readonly code: string;
  /** Lowest and highest price, in euros. */
  readonly prices: readonly [number, number];
  readonly materials: readonly Material[];
  readonly dyes: readonly Dye[];
  /** A pattern listed twice is twice as common. */
  readonly patterns: readonly PatternKind[];
  readonly isWorn: boolean;
  readonly model: (random: Random, material: Material) => Model;
}

/** Draws a number from 0 to 11, from which each cut derives details by its own divisor. */
export function style(random: Random): number {
  return Math.floor(random.next() * 12);
}
