/** Measures the demo's search against its truth: precision, finds, and the best and worst answers. */
import type { Product } from '../contract/product';
import type { CategoryFigures, DemoQuality, JudgedQuery } from '../contract/demo';
import type { DemoPhoto } from './article';
import type { RowMatch } from '../knn/heaps';

const K = 5;
/** How many of the best and of the worst answers are shown. */
const SHOWN = 6;
/** Searches between two yields to the event loop, which let other calls be answered. */
const A_BREATH = 64;

type Kin = JudgedQuery['matches'][number]['kin'];

interface Judged {
  readonly position: number;
  readonly rows: readonly RowMatch[];
  readonly kins: readonly Kin[];
  /** Share of the top k in the query's category. */
  readonly precision: number;
  /** Share of the article's other photos that are in the top k; 1 where there are no others. */
  readonly found: number;
  readonly meanScore: number;
}

function kinOf(a: DemoPhoto, b: DemoPhoto | undefined): Kin {
  if (a.article.sku === b?.article.sku) return 'article';
  return a.article.category === b?.article.category ? 'category' : 'neither';
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function share(queries: readonly Judged[], holds: (query: Judged) => boolean): number {
  return mean(queries.map((query) => (holds(query) ? 1 : 0)));
}

/** Orders queries, the worst first: by precision, then by `found`, then by mean score. */
function worse(a: Judged, b: Judged): number {
  return a.precision - b.precision || a.found - b.found || a.meanScore - b.meanScore;
}

/** Picks the first by `order`, one per article, as photos of one article mostly score alike. */
function first(
  queries: readonly Judged[],
  photos: readonly DemoPhoto[],
  order: (a: Judged, b: Judged) => number,
): readonly Judged[] {
  const seen = new Set<string>();
  const picked: Judged[] = [];
  for (const query of [...queries].sort(order)) {
    const sku = photos[query.position]?.article.sku ?? '';
    if (seen.has(sku)) continue;
    seen.add(sku);
    picked.push(query);
    if (picked.length === SHOWN) break;
  }
  return picked;
}

/**
 * Judges the answer to every photo.
 *
 * @param nearest finds the best k rows for the photo at a position, without that photo; a row is a position
 */
export async function judgeDemo(
  photos: readonly DemoPhoto[],
  nearest: (position: number, k: number) => readonly RowMatch[],
  productOf: (photo: DemoPhoto) => Product,
): Promise<DemoQuality> {
  const shots = new Map<string, number>();
  for (const { article } of photos) shots.set(article.sku, (shots.get(article.sku) ?? 0) + 1);
  const judged: Judged[] = [];
  for (const [position, photo] of photos.entries()) {
    const rows = nearest(position, K);
    const kins = rows.map(({ row }) => kinOf(photo, photos[row]));
    const others = Math.min(K, (shots.get(photo.article.sku) ?? 1) - 1);
    judged.push({
      position,
      rows,
      kins,
      precision: mean(kins.map((kin) => (kin === 'neither' ? 0 : 1))),
      found: others === 0 ? 1 : kins.filter((kin) => kin === 'article').length / others,
      meanScore: mean(rows.map(({ score }) => score)),
    });
    if (position % A_BREATH === A_BREATH - 1) await new Promise((resolve) => setTimeout(resolve));
  }

  const photoOf = ({ position }: Judged) => photos[position]!;
  const has = ({ rows }: Judged, wanted: (photo: DemoPhoto) => boolean) =>
    rows.some(({ row }) => photos[row] !== undefined && wanted(photos[row]));
  const worn = judged.filter((query) => photoOf(query).shot !== 'flat');
  const ofArticle = (query: Judged, isFlat: boolean) =>
    has(
      query,
      ({ article, shot }) => article.sku === photoOf(query).article.sku && (shot === 'flat') === isFlat,
    );
  const names = [...new Set(photos.map(({ article }) => article.category))].sort();
  const categories = names.map((category): CategoryFigures => {
    const queries = judged.filter((query) => photoOf(query).article.category === category);
    return {
      category,
      queries: queries.length,
      precisionAt5: mean(queries.map(({ precision }) => precision)),
    };
  });
  const shown = (query: Judged): JudgedQuery => ({
    query: productOf(photoOf(query)),
    category: photoOf(query).article.category,
    matches: query.rows.flatMap(({ row, score }, i) => {
      const photo = photos[row];
      return photo ? [{ product: productOf(photo), score, kin: query.kins[i] ?? 'neither' }] : [];
    }),
  });
  // only worn garments have several photos to find, so good answers are chosen among them
  const good = first(worn, photos, (a, b) => -worse(a, b));
  const bad = first(judged, photos, worse);
  return {
    queries: judged.length,
    precisionAt5: mean(judged.map(({ precision }) => precision)),
    categories,
    worn: {
      queries: worn.length,
      onAnother: share(worn, (query) => ofArticle(query, false)),
      flat: share(worn, (query) => ofArticle(query, true)),
    },
    good: good.map(shown),
    bad: bad.map(shown),
  };
}
