/** The demo's drawings, the file that ships with them and the real encoder in; proof that they belong together, and of what the demo answers, out. */
import { wrap } from 'comlink';
import { beforeAll, describe, expect, test } from 'vitest';
import { DemoCatalogue } from '../../src/demo/demo-catalogue';
import type { EncodeOutcome } from '../../src/contract/photo';
import type { EncoderApi, EncoderIdentity } from '../../src/contract/encoder';
import { DEFAULT_FOCUS, DEFAULT_MODEL } from '../../src/shared/shipped-models';
import { demoPhotos } from '../../src/demo/assortment';
import { PHOTO_SIDE } from '../../src/demo/draw-photo';
import { readEmbeddings, type ShippedEmbeddings } from '../../src/demo/embeddings-file';
import { photoFile } from '../../src/demo/photo-file';
import { cosine } from '../../src/encoding/encoder/cosine';
import { LookalikeError } from '../../src/shared/errors';

const PHOTOS = demoPhotos();
/** Another machine may round a pixel of a drawing otherwise, but must see the same product. */
const SAME_DRAWING = 0.99;

let file: Uint8Array<ArrayBuffer>;
let shipped: ShippedEmbeddings;
let identity: EncoderIdentity;

beforeAll(async () => {
  file = new Uint8Array(await (await fetch('/demo/embeddings.bin')).arrayBuffer());
  const read = await readEmbeddings(file);
  if (!read) throw new Error('public/demo/embeddings.bin cannot be read');
  shipped = read;
  identity = { name: 'shipped', fingerprint: read.fingerprint, dims: read.dims };
});

async function pixels(photo: Blob): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(photo);
  const ctx = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!ctx) throw new Error('no canvas');
  ctx.drawImage(bitmap, 0, 0);
  return ctx.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

/** Refuses to be needed. */
function never(): Promise<never> {
  return Promise.reject(new Error('the encoder was called, expected the shipped embeddings to do'));
}

describe('a drawing', () => {
  test('is a square JPEG, the same each time, whatever was drawn before it', async () => {
    const [first, second] = [PHOTOS[0]!, PHOTOS[1]!];
    const once = await photoFile(first);
    await photoFile(second);
    const again = await photoFile(first);
    expect(once.type).toBe('image/jpeg');
    expect(await pixels(once)).toEqual(await pixels(again));
    const bitmap = await createImageBitmap(once);
    expect([bitmap.width, bitmap.height]).toEqual([PHOTO_SIDE, PHOTO_SIDE]);
  });

  test('shows the same garment on another person otherwise', async () => {
    const worn = PHOTOS.filter(({ shot }) => shot !== 'flat');
    const sku = worn[0]!.article.sku;
    const [one, other] = worn.filter(({ article }) => article.sku === sku);
    const [a, b] = [await pixels(await photoFile(one!)), await pixels(await photoFile(other!))];
    const changed = a.reduce((count, value, i) => count + (Math.abs(value - b[i]!) > 24 ? 1 : 0), 0);
    expect(changed / a.length).toBeGreaterThan(0.2);
  });

  test('fills the picture: none is empty', async () => {
    for (const photo of PHOTOS.slice(0, 40)) {
      const values = await pixels(await photoFile(photo));
      const colours = new Set<number>();
      for (let i = 0; i < values.length; i += 4 * 97)
        colours.add((values[i]! >> 4) * 256 + (values[i + 1]! >> 4) * 16 + (values[i + 2]! >> 4));
      expect(colours.size, photo.id).toBeGreaterThan(6);
    }
  });
});

describe('the file that ships', () => {
  // fails when the encoder, the focus network or a drawing has changed: run `npm run demo`
  test('holds what the shipped encoder says of the drawings', { timeout: 240_000 }, async () => {
    const worker = new Worker(new URL('../../src/workers/encoder.worker.ts', import.meta.url), {
      type: 'module',
    });
    const encoder = wrap<EncoderApi>(worker);
    const facts = await encoder.load({
      modelUrl: `/models/${DEFAULT_MODEL}/`,
      focusUrl: `/models/${DEFAULT_FOCUS}/`,
      device: 'wasm',
    });
    expect(shipped.fingerprint).toBe(facts.fingerprint);
    for (let position = 0; position < PHOTOS.length; position += 61) {
      const photo = PHOTOS[position]!;
      const row = shipped.rows[position]!;
      const { embedding, view } = await encoder.encode(await photoFile(photo));
      expect(cosine(embedding, row.embedding), photo.id).toBeGreaterThan(SAME_DRAWING);
      expect(view.kind, photo.id).toBe(row.view.kind);
    }
    worker.terminate();
  });
});

describe('the demo with the shipped embeddings', () => {
  const demo = new DemoCatalogue();
  beforeAll(async () => {
    await demo.open(identity, file, never);
  });

  test('is ready at once, with every product', () => {
    expect(demo.state).toEqual({ products: PHOTOS.length });
    expect(demo.list(PHOTOS.length - 1, 5).map(({ id }) => id)).toEqual([PHOTOS.at(-1)!.id]);
  });

  test('finds the five lookalikes of a product that plain arithmetic finds', () => {
    const { id } = PHOTOS[17]!;
    const query = shipped.rows[17]!.embedding;
    const expected = shipped.rows
      .map((row) => ({ id: row.id, score: cosine(row.embedding, query) }))
      .filter((row) => row.id !== id)
      .sort((a, b) => b.score - a.score)
      .slice(0, 5);
    const found = demo.lookalikes(id, 5);
    expect(found.map(({ product }) => product.id)).toEqual(expected.map((row) => row.id));
    found.forEach(({ score }, i) => {
      expect(score).toBeCloseTo(expected[i]!.score, 4);
    });
    expect(demo.search(query, 1)[0]?.product.id).toBe(id);
  });

  test('tells what is for sale in a product, and shows it', async () => {
    const photo = PHOTOS.find(({ shot }) => shot === 'worn-2')!;
    const { sku, name, category, priceCents } = photo.article;
    const photos = PHOTOS.filter(({ article }) => article.sku === sku).length;
    expect(demo.article(photo.id)).toEqual({ sku, name, category, priceCents, photos, worn: true });
    expect(await pixels(await demo.thumbnail(photo.id))).toEqual(await pixels(await photoFile(photo)));
    expect(demo.view(photo.id)).toEqual(shipped.rows[PHOTOS.indexOf(photo)]!.view);
  });

  test('finds names by their beginning, in any case of letters', () => {
    const beginning = PHOTOS[3]!.article.name.slice(0, 6).toUpperCase();
    const all = PHOTOS.filter(({ article }) => article.name.toUpperCase().startsWith(beginning));
    const found = demo.named(beginning, 0, 2);
    expect(found.total).toBe(all.length);
    expect(found.products.map(({ id }) => id)).toEqual(all.slice(0, 2).map(({ id }) => id));
  });

  test('refuses a product that it has not, and an embedding of other dims', () => {
    expect(() => demo.lookalikes('TEE-9999-NON/flat', 5)).toThrow('no product TEE-9999-NON/flat');
    expect(() => demo.search(new Float32Array(3), 5)).toThrow('3 dims');
  });

  test('judges its answers by the truth: figures that counting by hand gives', async () => {
    const quality = await demo.quality();
    const of = new Map(PHOTOS.map((photo) => [photo.id, photo]));
    const top = PHOTOS.map((photo) => ({
      photo,
      ids: demo.lookalikes(photo.id, 5).map(({ product }) => product.id),
    }));
    const right = top.flatMap(({ photo, ids }) =>
      ids.map((id) => of.get(id)!.article.category === photo.article.category),
    );
    expect(quality.queries).toBe(PHOTOS.length);
    expect(quality.precisionAt5).toBeCloseTo(right.filter(Boolean).length / right.length, 6);
    const worn = top.filter(({ photo }) => photo.shot !== 'flat');
    const again = worn.filter(({ photo, ids }) =>
      ids.some((id) => id.startsWith(`${photo.article.sku}/worn`)),
    );
    expect(quality.worn.queries).toBe(worn.length);
    expect(quality.worn.onAnother).toBeCloseTo(again.length / worn.length, 6);
    const shirts = top.filter(({ photo }) => photo.article.category === 'Shirts');
    const ofShirts = shirts.flatMap(({ ids }) => ids).filter((id) => id.startsWith('SHT-')).length;
    expect(quality.categories.find(({ category }) => category === 'Shirts')?.precisionAt5).toBeCloseTo(
      ofShirts / (5 * shirts.length),
      6,
    );
  });

  test('answers well enough to be believed', async () => {
    const { precisionAt5, worn } = await demo.quality();
    expect(precisionAt5).toBeGreaterThanOrEqual(0.95);
    expect(worn.onAnother).toBeGreaterThanOrEqual(0.9);
  });

  test('shows its worst answers as they are: none is worse, and of no article more than one', async () => {
    const { good, bad } = await demo.quality();
    const wrong = ({ matches }: (typeof bad)[number]) =>
      matches.filter(({ kin }) => kin === 'neither').length;
    const most = Math.max(
      ...PHOTOS.map(({ id, article }) => {
        const found = demo
          .lookalikes(id, 5)
          .map(({ product }) => PHOTOS.find((photo) => photo.id === product.id)!);
        return found.filter((photo) => photo.article.category !== article.category).length;
      }),
    );
    expect(Math.max(...bad.map(wrong))).toBe(most);
    for (const { matches } of good) expect(matches[0]?.kin).toBe('article');
    for (const list of [good, bad]) {
      expect(new Set(list.map(({ query }) => query.id.split('/')[0])).size).toBe(list.length);
    }
  });
});

describe('the demo with another encoder', () => {
  const other: EncoderIdentity = { name: 'other', fingerprint: 'another', dims: 2 };

  /** Every photo looks the other way than the one before it. */
  function outcomes(photos: readonly Blob[]): EncodeOutcome[] {
    return photos.map((_, i) => ({
      encoded: {
        embedding: Float32Array.of(Math.cos(i), Math.sin(i)),
        fingerprint: other.fingerprint,
        view: { kind: 'whole', reason: 'off' },
        width: PHOTO_SIDE,
        height: PHOTO_SIDE,
      },
    }));
  }

  function until(holds: () => boolean): Promise<void> {
    return expect.poll(holds, { timeout: 60_000, interval: 20 }).toBe(true);
  }

  test.each([
    ['the shipped file is of another encoder', () => file],
    ['the shipped file is damaged', () => file.slice(0, 1000)],
    ['there is no file', () => undefined],
  ])('encodes itself where %s, can be paused, and answers from what is there', async (_why, given) => {
    const demo = new DemoCatalogue();
    const state = await demo.open(other, given(), async (photos) => outcomes(photos));
    expect(state.encoding).toMatchObject({ state: 'running', total: PHOTOS.length });
    await until(() => (demo.state.filling ?? 0) >= 16);
    demo.pause();
    await until(() => demo.state.encoding?.state === 'paused');
    // longer than the batch that is being drawn takes on a busy machine
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const { done } = demo.state.encoding!;
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(demo.state.encoding?.done).toBe(done);
    expect(demo.lookalikes(PHOTOS[0]!.id, 5)).toHaveLength(5);
    expect(() => demo.lookalikes(PHOTOS.at(-1)!.id, 5)).toThrow('without an embedding');
    void demo.resume();
    await until(() => (demo.state.filling ?? Infinity) > done);
    demo.pause();
  });

  test('asks again when the encoder has died, and stands still, to be resumed, when it fails', async () => {
    const demo = new DemoCatalogue();
    let calls = 0;
    await demo.open(other, undefined, async (photos) => {
      calls += 1;
      if (calls === 1) throw new LookalikeError('WorkerDied', 'the encoder worker died');
      if (calls === 3) throw new LookalikeError('EncoderFailed', 'no memory');
      return outcomes(photos);
    });
    await until(() => demo.state.encoding?.state === 'failed');
    expect(demo.state.encoding).toMatchObject({
      done: 16,
      failure: { name: 'EncoderFailed', message: 'no memory' },
    });
    void demo.resume();
    await until(() => (demo.state.filling ?? 0) >= 32);
    demo.pause();
  });
});
