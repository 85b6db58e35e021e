/** Lists what the demo's clothes are made from, with names and prices. */
import { DENIMS, DYES, distance } from './palette';
import { style, type Range } from './range';

/** Dyes that resemble neither denim nor the skin of a leg. */
const COLOURED = DYES.filter(
  (dye) => DENIMS.every((denim) => distance(dye, denim) > 0.16) && !(dye.h > 40 && dye.h < 75 && dye.l > 0.6),
);
const OUTER = DYES.filter(({ c, l }) => c < 0.14 && l < 0.93);

export const CLOTHES: readonly Range[] = [
  {
    category: 'T-shirts',
    code: 'TEE',
    prices: [12, 35],
    materials: ['cotton'],
    dyes: DYES,
    patterns: ['plain', 'print', 'print', 'heather', 'blocks'],
    isWorn: true,
    model(random) {
      const neck = random.pick(['crew', 'crew', 'v'] as const);
      return {
        cut: { kind: 't-shirt', neck, hem: 58, ease: random.between(0.1, 0.8), style: style(random) },
        word: neck === 'v' ? 'V-neck T-shirt' : 'T-shirt',
      };
    },
  },
  {
    category: 'Tank tops',
    code: 'TNK',
    prices: [10, 28],
    materials: ['cotton'],
    dyes: DYES,
    patterns: ['plain', 'plain', 'breton', 'dots', 'leaves'],
    isWorn: true,
    model: (random) => ({
      cut: {
        kind: 'tank',
        neck: random.pick(['scoop', 'v']),
        hem: 55,
        ease: random.between(0, 0.4),
        style: style(random),
      },
      word: 'tank top',
    }),
  },
  {
    category: 'Long sleeves',
    code: 'LSL',
    prices: [22, 45],
    materials: ['cotton'],
    dyes: DYES,
    patterns: ['breton', 'breton', 'breton', 'zigzag'],
    isWorn: true,
    model: (random) => ({
      cut: {
        kind: 'long-sleeve',
        neck: random.pick(['crew', 'scoop']),
        hem: 58,
        ease: random.between(0, 0.4),
        style: style(random),
      },
      word: 'long-sleeved top',
    }),
  },
  {
    category: 'Shirts',
    code: 'SHT',
    prices: [35, 89],
    materials: ['cotton', 'linen'],
    dyes: DYES,
    patterns: ['plain', 'gingham', 'tartan', 'windowpane', 'pinstripe', 'stripes'],
    isWorn: true,
    model: (random) => ({
      cut: { kind: 'shirt', neck: 'crew', hem: 63, ease: random.between(0.2, 0.7), style: style(random) },
      word: 'shirt',
    }),
  },
  {
    category: 'Hoodies',
    code: 'HOD',
    prices: [39, 79],
    materials: ['fleece'],
    dyes: DYES,
    patterns: ['plain', 'heather', 'print', 'blocks'],
    isWorn: true,
    model: (random) => ({
      cut: { kind: 'hoodie', neck: 'crew', hem: 60, ease: random.between(0.4, 1), style: style(random) },
      word: 'hoodie',
    }),
  },
  {
    category: 'Knitwear',
    code: 'KNT',
    prices: [49, 129],
    materials: ['knit'],
    dyes: DYES,
    patterns: ['plain', 'plain', 'plain', 'breton', 'zigzag'],
    isWorn: true,
    model(random) {
      const neck = random.pick(['crew', 'v', 'roll'] as const);
      return {
        cut: { kind: 'sweater', neck, hem: 58, ease: random.between(0.3, 0.9), style: style(random) },
        word: { crew: 'cable sweater', v: 'V-neck sweater', roll: 'roll-neck sweater' }[neck],
      };
    },
  },
  {
    category: 'Jackets',
    code: 'JKT',
    prices: [79, 249],
    materials: ['leather', 'denim', 'nylon'],
    dyes: OUTER,
    patterns: ['plain'],
    isWorn: true,
    model: (random, material) => ({
      cut: { kind: 'jacket', neck: 'crew', hem: 54, ease: random.between(0.2, 0.7), style: style(random) },
      word: material === 'nylon' ? 'quilted jacket' : 'jacket',
    }),
  },
  {
    category: 'Coats',
    code: 'COT',
    prices: [129, 349],
    materials: ['wool'],
    dyes: OUTER,
    patterns: ['plain', 'plain', 'windowpane', 'tartan'],
    isWorn: true,
    model(random) {
      const s = style(random);
      return {
        cut: {
          kind: 'coat',
          neck: 'v',
          hem: random.between(92, 112),
          ease: random.between(0.2, 0.7),
          style: s,
        },
        word: s % 3 === 0 ? 'belted coat' : s % 2 === 0 ? 'double-breasted coat' : 'coat',
      };
    },
  },
  {
    category: 'Dresses',
    code: 'DRS',
    prices: [45, 159],
    materials: ['cotton', 'satin', 'linen'],
    dyes: DYES,
    patterns: ['floral', 'floral', 'leaves', 'dots', 'plain', 'gingham'],
    isWorn: true,
    model(random) {
      const hem = random.between(88, 124);
      return {
        cut: {
          kind: 'dress',
          sleeves: random.pick(['none', 'straps', 'short']),
          neck: random.pick(['v', 'round', 'square']),
          hem,
          flare: random.between(0.15, 1),
          style: style(random),
        },
        word: hem > 112 ? 'midi dress' : hem > 98 ? 'dress' : 'short dress',
      };
    },
  },
  {
    category: 'Skirts',
    code: 'SKT',
    prices: [29, 89],
    materials: ['cotton', 'satin', 'wool'],
    dyes: DYES,
    patterns: ['plain', 'tartan', 'floral', 'dots', 'zigzag'],
    isWorn: true,
    model(random) {
      const s = style(random);
      return {
        cut: { kind: 'skirt', length: random.between(0.36, 0.74), width: random.between(0.4, 1), style: s },
        word: s % 3 === 0 ? 'pleated skirt' : 'skirt',
      };
    },
  },
  {
    category: 'Trousers',
    code: 'TRS',
    prices: [39, 119],
    materials: ['cotton', 'linen', 'wool'],
    dyes: COLOURED,
    patterns: ['plain', 'plain', 'plain', 'windowpane', 'pinstripe'],
    isWorn: true,
    model(random) {
      const width = random.next();
      return {
        cut: { kind: 'trousers', length: random.between(0.9, 1), width, style: style(random) },
        word: width > 0.66 ? 'wide trousers' : width < 0.3 ? 'slim trousers' : 'trousers',
      };
    },
  },
  {
    category: 'Jeans',
    code: 'JNS',
    prices: [49, 129],
    materials: ['denim'],
    dyes: DENIMS,
    patterns: ['plain'],
    isWorn: true,
    model(random) {
      const width = random.next();
      return {
        cut: { kind: 'jeans', length: random.between(0.88, 1), width, style: style(random) },
        word: width > 0.66 ? 'wide jeans' : width < 0.3 ? 'skinny jeans' : 'straight jeans',
      };
    },
  },
  {
    category: 'Shorts',
    code: 'SHO',
    prices: [19, 55],
    materials: ['cotton', 'linen'],
    dyes: DYES,
    patterns: ['plain', 'plain', 'stripes', 'leaves', 'gingham'],
    isWorn: true,
    model: (random) => ({
      cut: {
        kind: 'shorts',
        length: random.between(0.1, 0.24),
        width: random.between(0.2, 1),
        style: style(random),
      },
      word: 'shorts',
    }),
  },
];
