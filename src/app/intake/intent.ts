/** Decides what dropped or pasted files are meant for, without acting on it. */
import type { Offer } from '../../contract/photo';
import { LookalikeError } from '../../shared/errors';
import { areVectorFiles } from './vector-file-names';

/** What was dropped, pasted or handed over: folders, and loose files. */
export interface Dropped {
  readonly folders: readonly Offer[];
  readonly files: readonly File[];
}

/** Where files were dropped. */
export interface DropPlace {
  readonly screen: 'photos' | 'vectors' | 'demo' | 'compare';
  /** Products in the catalogue of photos: without any a photo cannot be searched there. */
  readonly products: number;
}

/** One action for the dropped files. */
export type Intent =
  | { readonly kind: 'add'; readonly offer: Offer }
  | {
      readonly kind: 'search';
      readonly photo: File;
      readonly where: Exclude<DropPlace['screen'], 'vectors'>;
    }
  | { readonly kind: 'import-model' | 'import-vectors'; readonly files: readonly File[] }
  | { readonly kind: 'refuse'; readonly error: LookalikeError };

function isModel({ name }: File): boolean {
  return name.endsWith('.onnx');
}

function intentOfFiles(files: readonly File[], { screen, products }: DropPlace): Intent | undefined {
  const [first] = files;
  if (!first) return undefined;
  // a model's data files can have any name, so one `.onnx` file makes all of them a model
  if (files.some(isModel)) return { kind: 'import-model', files };
  if (areVectorFiles(files)) return { kind: 'import-vectors', files };
  const photos = files.map((photo) => ({ path: photo.name, photo }));
  if (files.length > 1) return { kind: 'add', offer: { photos } };
  switch (screen) {
    case 'vectors':
      return {
        kind: 'refuse',
        error: new LookalikeError('PhotoUnsearchable', 'a photo came, expected vectors and names'),
      };
    case 'photos':
      return products > 0
        ? { kind: 'search', photo: first, where: screen }
        : { kind: 'add', offer: { photos } };
    default:
      return { kind: 'search', photo: first, where: screen };
  }
}

/**
 * One photo is a query. Several photos, or the first one of an empty catalogue, are added. Vectors become a catalogue
 * of their own.
 *
 * @returns the actions in order, folders first. Empty where nothing was dropped.
 */
export function intentOf({ folders, files }: Dropped, place: DropPlace): readonly Intent[] {
  const ofFiles = intentOfFiles(files, place);
  return [...folders.map((offer) => ({ kind: 'add' as const, offer })), ...(ofFiles ? [ofFiles] : [])];
}
