/** Counts how often the grid is drawn while a job reports its progress. */
import { createElement, useCallback, useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { afterEach, expect, test, vi } from 'vitest';
import type * as products from '../../src/app/catalogue/use-products';
import { PhotosPage } from '../../src/app/photos/PhotosPage';
import { usePhotos } from '../../src/app/photos/use-photos';
import type { CatalogueState } from '../../src/contract/catalogue';
import type { Workers } from '../../src/threads/start-photos';

const grid = vi.hoisted(() => ({ renders: 0 }));

// the grid asks for its products once a render
vi.mock('../../src/app/catalogue/use-products', async (original) => {
  const { useProducts } = await original<typeof products>();
  return {
    useProducts: (...range: Parameters<typeof useProducts>) => {
      grid.renders += 1;
      return useProducts(...range);
    },
  };
});

const PRODUCTS = Array.from({ length: 400 }, (_, i) => ({
  id: `p${i}`,
  name: `p${i}`,
  hash: String(i),
  width: 0,
  height: 0,
}));

/** What the page asks of its threads while nobody searches. */
const WORKERS = {
  encoder: {},
  encoders: {},
  catalogue: { list: async (start: number, count: number) => PRODUCTS.slice(start, start + count) },
} as unknown as Workers;

const WORDS = { areTaken: false, encode: () => Promise.reject(new Error('no words')) };
const PICKERS = {
  chooseFolder: vi.fn(),
  choosePhotos: vi.fn(),
  chooseQuery: vi.fn(),
  chooseVectors: vi.fn(),
  chooseModel: vi.fn(),
};

function stateOf(products: number, revision: number, done: number): CatalogueState {
  const job = { id: 'j', state: 'running', total: 1000, done, skipped: 0, unchanged: 0, perSecond: 9 };
  return { products, revision, stale: 0, encoder: 'f', job } as unknown as CatalogueState;
}

let tell: (state: CatalogueState) => void = () => undefined;

/** As the app holds the photos: all of it is drawn anew with each state. */
function Page() {
  const [state, setState] = useState(stateOf(200, 1, 0));
  const report = useCallback(() => undefined, []);
  tell = setState;
  const photos = usePhotos(WORKERS, undefined, state, WORDS, report);
  return createElement(PhotosPage, {
    photos,
    pickers: PICKERS,
    isMigrating: false,
    found: undefined,
    offline: false,
  });
}

let root: Root | undefined;

afterEach(() => {
  root?.unmount();
  root = undefined;
});

/** Until the grid has measured itself and has its products. */
async function drawn(): Promise<void> {
  const element = document.createElement('div');
  document.body.append(element);
  root = createRoot(element);
  root.render(createElement(Page));
  await expect.poll(() => element.querySelector('.tile')?.textContent).toContain('p0');
  for (let before = -1; before !== grid.renders;) {
    before = grid.renders;
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
  }
}

test('progress of a job does not draw the grid anew, and other products do', async () => {
  await drawn();
  const before = grid.renders;
  expect(before).toBeGreaterThan(0);
  for (let done = 1; done <= 50; done += 1) {
    flushSync(() => {
      tell(stateOf(200, 1, done));
    });
  }
  expect(grid.renders).toBe(before);
  flushSync(() => {
    tell(stateOf(216, 1, 51));
  });
  expect(grid.renders).toBe(before + 1);
});
