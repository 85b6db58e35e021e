/** Lists what the demo's shoes, hats, bags and scarves are made from, with names and prices. */
import { DYES, LEATHERS } from './palette';
import { style, type Range } from './range';

export const ACCESSORIES: readonly Range[] = [
  {
    category: 'Sneakers',
    code: 'SNK',
    prices: [49, 139],
    materials: ['cotton', 'leather'],
    dyes: DYES,
    patterns: ['plain', 'plain', 'plain', 'gingham'],
    isWorn: false,
    model(random) {
      const height = random.next();
      return {
        cut: { kind: 'sneakers', height, style: style(random) },
        word: height > 0.4 ? 'high-top sneakers' : 'sneakers',
      };
    },
  },
  {
    category: 'Boots',
    code: 'BOT',
    prices: [89, 229],
    materials: ['leather'],
    dyes: LEATHERS,
    patterns: ['plain'],
    isWorn: false,
    model(random) {
      const height = random.next();
      const s = style(random);
      const kind = ['lace-up boots', 'Chelsea boots', 'buckled boots'][s % 3]!;
      return { cut: { kind: 'boots', height, style: s }, word: height > 0.7 ? `high ${kind}` : kind };
    },
  },
  {
    category: 'Hats',
    code: 'HAT',
    prices: [25, 75],
    materials: ['wool'],
    dyes: DYES,
    patterns: ['plain', 'plain', 'plain', 'windowpane'],
    isWorn: false,
    model: (random) => ({
      cut: { kind: 'hat', width: random.next(), style: style(random) },
      word: 'felt hat',
    }),
  },
  {
    category: 'Caps',
    code: 'CAP',
    prices: [15, 39],
    materials: ['cotton'],
    dyes: DYES,
    patterns: ['plain', 'plain', 'gingham'],
    isWorn: false,
    model: (random) => ({ cut: { kind: 'cap', width: random.next(), style: style(random) }, word: 'cap' }),
  },
  {
    category: 'Beanies',
    code: 'BNE',
    prices: [15, 39],
    materials: ['knit'],
    dyes: DYES,
    patterns: ['plain', 'plain', 'plain', 'zigzag'],
    isWorn: false,
    model: (random) => ({
      cut: { kind: 'beanie', width: random.next(), style: style(random) },
      word: 'beanie',
    }),
  },
  {
    category: 'Bags',
    code: 'BAG',
    prices: [59, 249],
    materials: ['leather'],
    dyes: LEATHERS,
    patterns: ['plain'],
    isWorn: false,
    model(random) {
      const s = style(random);
      return { cut: { kind: 'bag', width: random.next(), style: s }, word: s % 3 === 0 ? 'tote' : 'handbag' };
    },
  },
  {
    category: 'Backpacks',
    code: 'BPK',
    prices: [45, 129],
    materials: ['nylon', 'cotton'],
    dyes: DYES,
    patterns: ['plain', 'plain', 'stripes', 'leaves'],
    isWorn: false,
    model: (random) => ({
      cut: { kind: 'backpack', width: random.next(), style: style(random) },
      word: 'backpack',
    }),
  },
  {
    category: 'Scarves',
    code: 'SCF',
    prices: [19, 69],
    materials: ['knit', 'wool'],
    dyes: DYES,
    patterns: ['plain', 'tartan', 'breton', 'windowpane', 'zigzag'],
    isWorn: false,
    model: (random) => ({
      cut: { kind: 'scarf', width: random.next(), style: style(random) },
      word: 'scarf',
    }),
  },
];
