/** Lists every number that decides what focus does with a photo, because they are tuned together. */

/** Part of the fingerprint: raise it with every change of a number here or of the rule that uses them. */
export const FOCUS_RULE_VERSION = 2;

/** A cell above this probability is on: product is then likelier than background. */
export const ON = 0.5;

/** A patch smaller than this share of the largest one is a stray, not a second product or the other shoe of a pair. */
export const STRAY_SHARE = 0.1;

/** Less than this share of the photo is a speck: as a crop it would be a few blurred pixels. */
export const MIN_SHARE = 0.02;

/** A product of more than this share of the photo leaves no background worth hiding, only edges to get wrong. */
export const MAX_SHARE = 0.85;

/** Mean probability inside the product's cells below which the network is guessing what the product is. */
export const MIN_CONFIDENCE = 0.8;

/** Mean of |2p - 1| over the photo (1: every cell decided, 0: none) below which the network guesses the edges. */
export const MIN_CERTAINTY = 0.7;

/** Margin around the product, as a share of its longer side: it shows an edge that the mask cut off. */
export const MARGIN = 0.06;

/** A product is worn if more than this share of the photo is head or skin; less is a hand or an error. */
export const WORN_SHARE = 0.015;

/** A head is in the upper part of a person: one seventh of a grown body, more of one cut off at the hip. */
export const HEAD_HEIGHT = 1 / 6;

/** A cell of the head's rows above this probability of body counts as skin: a head left in costs more than a collar. */
export const SKIN = 0.15;

/** Cells round skin that count as hair, which the network marks a little too small. */
export const HAIR_WIDTH = 3;

/**
 * A point of this probability is half visible. Below `ON`: a rim of background costs the encoder less than a lost hem
 * (garments find their class in the top 5 a point more often, unseen classes a point too).
 */
export const SHOWN = 0.3;

/** Probability to visibility, `(p - SHOWN) * FIRMNESS + 0.5` within 0..1: above 0.425 all photo, below 0.175 all grey. */
export const FIRMNESS = 4;

/** Least side of a box drawn by hand, in the photo's pixels: a smaller one has no shape to compare. */
export const MIN_CROP_PX = 8;
