/** Puts the calls that Node makes on the window. */
import type { PhotoOffer } from '../../src/contract/photo';
import type { PhotosInMemory, VectoriseOptions } from '../page-calls';
import { adapter } from './adapter';
import { openBaseline } from './baselines/baseline';
import { drawPhotos } from './draw-photo';
import { drawArticles } from './draw-articles';
import { encodeDemo } from './encode-demo';
import { fillCatalogue } from './filled-catalogue';
import { fillCore } from './filled-core';
import { knnCalls } from './knn/knn-calls';
import { OpenedApp } from './opened-app';
import { PhotoVectors, type Vectorised } from './photo-vectors';
import { fetchGallery } from './photos';
import { seenOf } from './seen';
import { storeTwoEncoders, timeSwitches } from './switched-catalogue';
import { timeSearches, type Searchable } from './time-searches';
import { judgeWorn } from './worn-photos';

let app: OpenedApp | undefined;
let gallery: readonly PhotoOffer[] = [];
let vectors: PhotoVectors | undefined;
let catalogue: Searchable | undefined;
let core: Searchable | undefined;

function needed<T>(thing: T | undefined, call: string): T {
  if (thing === undefined) throw new Error(`expected a call of ${call} before this one`);
  return thing;
}

function inMemory(skipped: PhotosInMemory['skipped']): PhotosInMemory {
  return {
    photos: gallery.length,
    bytes: gallery.reduce((sum, { photo }) => sum + (photo?.size ?? 0), 0),
    skipped,
  };
}

async function vectoriser(by: VectoriseOptions['by']): Promise<(photo: Blob) => Promise<Vectorised>> {
  if (by === 'encoder') {
    const encoder = needed(app, 'open');
    return async (photo) => {
      const { embedding, view } = await encoder.encode(photo);
      return { vector: embedding, seen: seenOf(view) };
    };
  }
  const baseline = await openBaseline(by);
  return async (photo) => ({ vector: await baseline(photo), seen: 'off' });
}

window.lookalikeBench = {
  ...knnCalls,
  adapter,
  async open(options) {
    app = await OpenedApp.open(options);
    return app.facts;
  },
  async fetchGallery(paths) {
    const { offers, skipped } = await fetchGallery(paths);
    gallery = offers;
    return inMemory(skipped);
  },
  async drawGallery({ count, seed }) {
    gallery = await drawPhotos(count, seed);
    return inMemory([]);
  },
  indexGallery: async (count = gallery.length) => needed(app, 'open').index(gallery.slice(0, count)),
  galleryEmbeddings: async () => needed(app, 'open').embeddings(gallery),
  gallerySeen: async () => needed(app, 'open').gallerySeen(),
  clear: async () => needed(app, 'open').clear(),
  answerQueries: async (ks) => needed(app, 'open').answer(ks),
  async vectorise({ by, positions }) {
    vectors = await PhotoVectors.of(positions, await vectoriser(by));
    return vectors.outcomes;
  },
  nearest: async (options) => needed(vectors, 'vectorise').nearest(options),
  async judgeWorn(photos) {
    const encoder = needed(app, 'open');
    return judgeWorn(photos, async (photo) => (await encoder.encode(photo)).view);
  },
  async fillCatalogue(options) {
    catalogue = await fillCatalogue(options);
  },
  timeCatalogue: async (options) => timeSearches(needed(catalogue, 'fillCatalogue'), options),
  async fillCore(options) {
    core = await fillCore(options);
  },
  timeCore: async (options) => timeSearches(needed(core, 'fillCore'), options),
  storeTwoEncoders,
  timeSwitches,
  encodeDemo: async () => encodeDemo(needed(app, 'open')),
  drawArticles,
};
