/** Nothing in; the calls that Node makes, put on the window, out. */
import type { PhotoOffer } from '../../src/contract';
import type { PhotosInMemory } from '../page-calls';
import { adapter } from './adapter';
import { drawPhotos } from './draw-photo';
import { fillCatalogue } from './filled-catalogue';
import { fillCore } from './filled-core';
import { OpenedApp } from './opened-app';
import { fetchGallery } from './photos';
import { timeSearches, type Searchable } from './time-searches';

let app: OpenedApp | undefined;
let gallery: readonly PhotoOffer[] = [];
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

window.lookalikeBench = {
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
  clear: async () => needed(app, 'open').clear(),
  answerQueries: async (ks) => needed(app, 'open').answer(ks),
  async fillCatalogue(options) {
    catalogue = await fillCatalogue(options);
  },
  timeCatalogue: async (options) => timeSearches(needed(catalogue, 'fillCatalogue'), options),
  async fillCore(options) {
    core = await fillCore(options);
  },
  timeCore: async (options) => timeSearches(needed(core, 'fillCore'), options),
};
