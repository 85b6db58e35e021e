/** Nothing but a seed in; every article of a drawn catalogue with its name, price and photos out. */
import { ACCESSORIES } from './accessories';
import type { Article, DemoPhoto, Shot } from './article';
import type { Cloth, Material, PatternKind } from './cloth';
import { distance, type Dye } from './palette';
import { Random } from './random';
import { CLOTHES } from './clothes';
import type { Range } from './range';

const RANGES: readonly Range[] = [...CLOTHES, ...ACCESSORIES];

/** The demo's; another seed is another catalogue, whose embeddings must be made anew. */
export const SEED = 'lookalike 1';

/** Every range has lines: one cloth in several cuts. */
const LINES = 8;
const ARTICLES_A_RANGE = 48;
const CUTS_A_LINE = ARTICLES_A_RANGE / LINES;
/** What is worn is photographed on so many people. */
const PEOPLE = 5;

/** What an article is called beside its kind: every cut of a line has a name of its own. */
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

/** Said by the kind itself: denim jeans, a knitted sweater. */
const UNSAID = new Set(['Jeans', 'Knitwear', 'Hoodies', 'Hats', 'Boots', 'Beanies']);

/** A dye that stands out from others. */
function against(random: Random, dyes: readonly Dye[], others: readonly Dye[]): Dye {
  const apart = dyes.filter((dye) => others.every((other) => distance(dye, other) > 0.25));
  return random.pick(apart.length > 0 ? apart : dyes);
}

/** A line's cloth; what its articles do not share comes with each of them. */
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

/** An article, and which cut of its line it is, from 0. */
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

/** Deals to each range the dyes that were dealt longest ago: ranges of a kind, which stand side by side, share few. */
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
 * Every photo of a drawn catalogue in its order, which mixes the categories as a shop window does. The default is the
 * demo: clothes of the first cut of every line are also worn; `cutsWorn` (1 to 6) of the cuts are in another.
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
