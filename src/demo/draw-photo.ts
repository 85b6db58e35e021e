/** Draws a photo of the demo. */
import type { Article, DemoPhoto } from './article';
import type { Cloth } from './cloth';
import { laidFlat, standing, Y, type Figure } from './figure';
import { drawCarried } from './garments/carried';
import { drawDress } from './garments/dress';
import { drawHeadwear } from './garments/headwear';
import { drawLower } from './garments/lower';
import { drawShoes } from './garments/shoe';
import { drawTop } from './garments/top';
import { BLACK, BROWN, DENIMS, LIGHT, QUIET, TAN, WHITE, type Dye } from './palette';
import { someone } from './looks';
import { Pen } from './pen';
import { drawPerson } from './person';
import { Random } from './random';
import { paintGround, paintPlace } from './setting';

/** Side of every photo, in pixels. */
export const PHOTO_SIDE = 384;

function plain(base: Dye, material: Cloth['material']): Cloth {
  return { pattern: 'plain', material, base, second: base, third: base, size: 1, seed: base.name };
}

/** Draws the article on a figure; bags, shoes and the like in the figure's place. */
function dress(pen: Pen, figure: Figure, { cut, cloth }: Article): void {
  switch (cut.kind) {
    case 'trousers':
    case 'jeans':
    case 'shorts':
    case 'skirt':
      drawLower(pen, figure, cut, cloth);
      return;
    case 'dress':
      drawDress(pen, figure, cut, cloth);
      return;
    case 'sneakers':
    case 'boots':
      drawShoes(pen, cut, cloth);
      return;
    case 'hat':
    case 'cap':
    case 'beanie':
      drawHeadwear(pen, cut, cloth);
      return;
    case 'bag':
    case 'backpack':
    case 'scarf':
      drawCarried(pen, cut, cloth);
      return;
    default:
      drawTop(pen, figure, cut, cloth);
  }
}

/** Top, bottom and half width of an article's drawing, in units. */
function extent({ cut }: Article): { top: number; bottom: number; half: number } {
  switch (cut.kind) {
    case 'trousers':
    case 'jeans':
      return { top: 38, bottom: Y.crotch + cut.length * (Y.ankle - Y.crotch + 4), half: 26 };
    case 'shorts':
      return { top: 38, bottom: Y.crotch + cut.length * (Y.ankle - Y.crotch), half: 28 };
    case 'skirt': {
      const bottom = Y.crotch + cut.length * (Y.ankle - Y.crotch);
      return { top: 38, bottom, half: 22 + (cut.width * 0.34 + 0.02) * (bottom - Y.hip) };
    }
    case 'dress':
      return { top: -4, bottom: cut.hem, half: 22 + (0.06 + cut.flare * 0.42) * (cut.hem - Y.hip) };
    case 'sneakers':
      return { top: -26 - cut.height * 8, bottom: 26, half: 36 };
    case 'boots':
      return { top: -36 - cut.height * 26, bottom: 28, half: 36 };
    case 'hat':
    case 'cap':
    case 'beanie':
      return { top: -28, bottom: 22, half: 36 };
    case 'bag':
    case 'backpack':
    case 'scarf':
      return { top: -36, bottom: 38, half: 30 };
    case 'tank':
      return { top: -1, bottom: cut.hem, half: 24 };
    case 'hoodie':
      return { top: -15, bottom: cut.hem + 6, half: 46 };
    default:
      return { top: -3, bottom: cut.hem + (cut.kind === 'coat' ? 0 : 6), half: 46 };
  }
}

/** Lays an article on the canvas, a little off its middle and a little turned. */
export function drawFlat(pen: Pen, article: Article, random: Random): void {
  const { top, bottom, half } = extent(article);
  const spread = article.cut.kind === 't-shirt' || article.cut.kind === 'dress' ? 0.85 : 0.36;
  const figure = laidFlat(spread, random);
  const fill = random.between(0.74, 0.84) * PHOTO_SIDE;
  const scale = Math.min(fill / (bottom - top), fill / (2 * half));
  pen.frame(
    scale,
    [PHOTO_SIDE * random.between(0.485, 0.515), PHOTO_SIDE * random.between(0.49, 0.51)],
    [0, (top + bottom) / 2],
  );
  const { ctx } = pen;
  ctx.translate(0, (top + bottom) / 2);
  ctx.rotate(random.between(-0.05, 0.05));
  ctx.translate(0, -(top + bottom) / 2);
  dress(pen, figure, article);
}

function drawWorn(pen: Pen, article: Article, random: Random): void {
  const { kind } = article.cut;
  const isLower = kind === 'trousers' || kind === 'jeans' || kind === 'shorts' || kind === 'skirt';
  const isBare = kind === 'tank' || kind === 'dress';
  const longSleeves = !isBare && kind !== 't-shirt' && kind !== 'shorts';
  const isFull = isLower || kind === 'dress' || kind === 'coat';
  const figure = standing(random);
  const looks = someone(random, { longSleeves, skirt: kind === 'skirt' || kind === 'dress' });
  const shoes = random.pick([WHITE, BLACK, BROWN, TAN]);
  const rest = random.pick(isLower ? LIGHT : QUIET);
  const jeans = random.pick(DENIMS);
  const inDenim = random.chance(0.5);
  const [top, bottom] = isFull ? [-37, 154] : [-36, 74];
  pen.frame(PHOTO_SIDE / (bottom - top), [PHOTO_SIDE * random.between(0.44, 0.56), 0], [0, top]);
  const worn = () => {
    dress(pen, figure, article);
  };
  const plainTop = () => {
    drawTop(
      pen,
      figure,
      { kind: longSleeves ? 'long-sleeve' : 't-shirt', neck: 'crew', hem: 58, ease: 0.2, style: 0 },
      plain(rest, 'cotton'),
    );
  };
  const legs = () => {
    const cut = {
      kind: inDenim ? 'jeans' : 'trousers',
      length: 0.97,
      width: random.between(0.2, 0.7),
      style: 1,
    } as const;
    drawLower(pen, figure, cut, inDenim ? plain(jeans, 'denim') : plain(rest, 'cotton'));
  };
  drawPerson(pen, figure, looks, {
    upper: isLower ? plainTop : worn,
    lower: isLower ? worn : kind === 'dress' ? undefined : legs,
    tucked: isLower,
    shoulders: isBare,
    shoes,
  });
}

/** Draws on a canvas of `PHOTO_SIDE` pixels a side; one photo always gives the same drawing. */
export function drawPhoto(ctx: OffscreenCanvasRenderingContext2D, { id, article, shot }: DemoPhoto): void {
  const random = new Random(`photo ${id}`);
  const pen = new Pen(ctx);
  ctx.save();
  if (shot === 'flat') {
    paintGround(pen, PHOTO_SIDE, id);
    drawFlat(pen, article, random);
  } else {
    paintPlace(pen, PHOTO_SIDE, id);
    drawWorn(pen, article, random);
  }
  ctx.restore();
}
