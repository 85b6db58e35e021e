/** Types, and one die, of what a category of the demo is made from. */
import type { Cut } from './article';
import type { Material, PatternKind } from './cloth';
import type { Dye } from './palette';
import type { Random } from './random';

/** A cut with what it is called and the price of its making. */
export interface Model {
  readonly cut: Cut;
  /** `V-neck T-shirt`. */
  readonly word: string;
}

export interface Range {
  /** In the plural, as a shop names it. */
  readonly category: string;
  readonly code: string;
  /** In euros, from the cheapest to the dearest. */
  readonly prices: readonly [number, number];
  readonly materials: readonly Material[];
  readonly dyes: readonly Dye[];
  /** What is named twice is twice as common. */
  readonly patterns: readonly PatternKind[];
  readonly isWorn: boolean;
  readonly model: (random: Random, material: Material) => Model;
}

/** One of twelve: cuts take details from it, each by its own divisor. */
export function style(random: Random): number {
  return Math.floor(random.next() * 12);
}
