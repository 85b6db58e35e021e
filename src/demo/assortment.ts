/** Makes every article of a drawn catalogue from a seed, with its name, price and photos. */
import { ACCESSORIES } from './accessories';
import type { Article, DemoPhoto, Shot } from './article';
import type { Cloth, Material, PatternKind } from './cloth';
import { distance, type Dye } from './palette';
import { Random } from './random';
import { CLOTHES } from './clothes';
import type { Range } from './range';

const RANGES: readonly Range[] = [...CLOTHES, ...ACCESSORIES];

/** The demo's seed. Another seed gives another catalogue, whose embeddings must be made anew. */
export const SEED = 'lookalike 1';

/** Lines per range; a line is one cloth in several cuts. */
const LINES = 8;
const ARTICLES_A_RANGE = 48;
const CUTS_A_LINE = ARTICLES_A_RANGE / LINES;
/** Photos with a wearer per worn article. */
const PEOPLE = 5;

/** Names of the cuts of a line, which end an article's name. */
const MODEL_NAMES = [
  'Alva',
  'Bela',
  'Cleo',
  'Dara',
  'Enno',
  'Fila',
  'Gus',
  'Hedda',
  'Ivo',
  'Juna',
  'Kaya',
  'Lior',
];

const PATTERN_WORDS: Record<PatternKind, string> = {
  plain: '',
  heather: 'marl',
  breton: 'striped',
  pinstripe: 'pinstriped',
  stripes: 'wide-striped',
  gingham: 'gingham',
  tartan: 'tartan',
  windowpane: 'windowpane',
  dots: 'polka-dot',
  floral: 'floral',
  leaves: 'leaf-print',
  blocks: 'colour-block',
  zigzag: 'zigzag',
  print: 'graphic',
};

const MATERIAL_WORDS: Record<Material, string> = {
  cotton: 'cotton',
  linen: 'linen',
  wool: 'wool',
  knit: 'knitted',
  denim: 'denim',
  leather: 'leather',
  satin: 'satin',
  nylon: 'nylon',
  fleece: 'fleece',
};

/** Categories whose name implies the material, such as denim for jeans. */
const UNSAID = new Set(['Jeans', 'Knitwear', 'Hoodies', 'Hats', 'Boots', 'Beanies']);

/** Picks a dye that stands out from others. */
function against(random: Random, dyes: readonly Dye[], others: readonly Dye[]): Dye {
  const apart = dyes.filter((dye) => others.every((other) => distance(dye, other) > 0.25));
  return random.pick(apart.length > 0 ? apart : dyes);
}

/** Makes the cloth that the articles of a line share; size and seed differ per article. */
function lineOf(catalogue: string, range: Range, base: Dye, n: number): Cloth {
  const seed = `${catalogue} ${range.code} line ${n}`;
  const random = new Random(seed);
  const second = against(random, range.dyes, [base]);
  return {
    pattern: range.patterns[n % range.patterns.length] ?? 'plain',
    material: range.materials[n % range.materials.length] ?? 'cotton',
    base,
    second,
    third: against(random, range.dyes, [base, second]),
    size: random.between(0.85, 1.25),
    seed,
  };
}

function nameOf(range: Range, { pattern, material, base, second }: Cloth, word: string): string {
  const two = pattern !== 'plain' && pattern !== 'heather' && pattern !== 'print' && pattern !== 'floral';
  const colours = two ? `${base.name} and ${second.name.toLowerCase()}` : base.name;
  return [colours, PATTERN_WORDS[pattern], UNSAID.has(range.category) ? '' : MATERIAL_WORDS[material], word]
    .filter((part) => part !== '')
    .join(' ');
}

function priceCents([low, high]: readonly [number, number], random: Random): number {
  return Math.round(random.between(low, high)) * 100 - random.pick([1, 5, 10]);
}

/** An article, with the number of its cut in its line, from 0. */
interface Placed {
  readonly article: Article;
  readonly round: number;
}

function articlesOf(catalogue: string, range: Range, dyes: readonly Dye[]): Placed[] {
  const lines = dyes.map((base, n) => lineOf(catalogue, range, base, n));
  return Array.from({ length: ARTICLES_A_RANGE }, (_, i): Placed => {
    const line = lines[i % lines.length]!;
    const round = Math.floor(i / lines.length);
    const seed = `${catalogue} ${range.code} ${i}`;
    const random = new Random(seed);
    const { cut, word } = range.model(random, line.material);
    const cloth: Cloth = { ...line, size: line.size * random.between(0.9, 1.1), seed };
    const number = String(i + 1).padStart(4, '0');
    const article: Article = {
      sku: `${range.code}-${number}-${cloth.base.name.replace(/\W/g, '').slice(0, 3).toUpperCase()}`,
      name: `${nameOf(range, cloth, word)} ${MODEL_NAMES[round] ?? ''}`,
      category: range.category,
      priceCents: priceCents(range.prices, random),
      cut,
      cloth,
    };
    return { article, round };
  });
}

/** Gives each range the dyes used longest ago, so that neighbouring, similar ranges share few. */
function dealt(catalogue: string, ranges: readonly Range[]): readonly (readonly Dye[])[] {
  const lastDealt = new Map<string, number>();
  return ranges.map(({ code, dyes }, turn) => {
    const rested = (dye: Dye) => lastDealt.get(dye.name) ?? -1;
    const hand = new Random(`${catalogue} ${code} dyes`)
      .shuffled(dyes)
      .sort((a, b) => rested(a) - rested(b))
      .slice(0, LINES);
    for (const { name } of hand) lastDealt.set(name, turn);
    return hand;
  });
}

/**
 * Lists every photo of a drawn catalogue, in an order that mixes the categories.
 *
 * @param catalogue seed; the demo's by default.
 * @param cutsWorn cuts of every line of clothes, from the first, that are also worn: 1 to 6, 1 in the demo.
 */
export function demoPhotos(catalogue = SEED, cutsWorn = 1): readonly DemoPhoto[] {
  if (!(cutsWorn >= 1 && cutsWorn <= CUTS_A_LINE)) {
    throw new RangeError(`${cutsWorn} worn cuts, expected 1 to ${CUTS_A_LINE}`);
  }
  const hands = dealt(catalogue, RANGES);
  const photos = RANGES.flatMap((range, n) =>
    articlesOf(catalogue, range, hands[n] ?? []).flatMap(({ article, round }) => {
      const people = range.isWorn && round < cutsWorn ? PEOPLE : 0;
      const worn = Array.from({ length: people }, (_, i): Shot => `worn-${i + 1}`);
      return ['flat' as const, ...worn].map((shot): DemoPhoto => ({
        id: `${article.sku}/${shot}`,
        article,
        shot,
      }));
    }),
  );
  return new Random(`${catalogue} order`).shuffled(photos);
}
