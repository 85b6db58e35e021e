/** Makes the table's rows from its options, with all their photos in the book. */
import { realpath } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { encoderFiles, heldOutClasses } from '../model-files';
import {
  evenly,
  limitPerClass,
  listClassPhotos,
  listPhotos,
  ofClasses,
  type ClassPhoto,
} from '../photo-folder';
import { cataloguePhotos } from './catalogue-folder';
import { classRow } from './class-row';
import { coloured, colourRow } from './colour-row';
import { focusRow } from './focus-row';
import type { PhotoBook } from './photo-book';
import type { Row } from './row';
import { swapRow } from './swap-row';
import { readSwaps, type SwapsFolder } from './swaps-folder';
import type { RowName, TableOptions } from './table-options';

/** Sets of the rows, listed on demand. */
class Sets {
  constructor(
    private readonly options: TableOptions,
    private readonly builtPage: () => Promise<string>,
  ) {}

  /** A folder of --data. */
  async photos(folder: string): Promise<readonly ClassPhoto[]> {
    return this.limited(await listClassPhotos('data', join(this.options.data, folder)));
  }

  /** The classes of `objects` that no training saw. */
  async heldOut(): Promise<readonly ClassPhoto[]> {
    const { data, encoder, heldOut } = this.options;
    const classes = heldOut ?? (await heldOutClasses(encoderFiles(encoder)));
    if (classes.length === 0) {
      throw new Error(
        `The card of ${encoder ?? "the app's encoder"} names no classes held out of training (training.heldOut); name them with --held-out A,B or leave the row objects out.`,
      );
    }
    return this.limited(ofClasses('data', await listClassPhotos('data', join(data, 'objects')), classes));
  }

  /** A shop's catalogue, drawn. */
  async catalogue(): Promise<readonly ClassPhoto[]> {
    return this.limited(await cataloguePhotos(resolve(this.options.catalogue), this.builtPage));
  }

  async swaps(): Promise<SwapsFolder> {
    const { swaps, data } = this.options;
    const found = await readSwaps(resolve(swaps), data);
    const chosen = new Set(
      this.limited(found.swapped.map(({ file, className }) => ({ file, className, path: file }))).map(
        ({ file }) => file,
      ),
    );
    return { ...found, swapped: found.swapped.filter(({ file }) => chosen.has(file)) };
  }

  /** Photos of people, with the files of their masks. */
  async worn(): Promise<readonly { photo: string; garment: string; head: string }[]> {
    const root = await realpath(join(this.options.data, 'worn')).catch(() => {
      throw new Error(`--data: there is no folder ${join(this.options.data, 'worn')}.`);
    });
    const photos = await listPhotos('data', join(root, 'photos'));
    return evenly(photos, this.options.limit ?? Infinity).map(({ file }) => {
      const mask = `${basename(file, extname(file))}.png`;
      return { photo: file, garment: join(root, 'garment', mask), head: join(root, 'head', mask) };
    });
  }

  private limited(photos: readonly ClassPhoto[]): readonly ClassPhoto[] {
    return limitPerClass(photos, this.options.limit ?? Infinity);
  }
}

async function prepare(name: RowName, sets: Sets, book: PhotoBook): Promise<Row> {
  switch (name) {
    case 'clothing':
      return classRow(
        name,
        await sets.photos('clothing/validation'),
        await sets.photos('clothing/train'),
        book,
      );
    case 'studio':
      return classRow(name, await sets.photos('studio/queries'), await sets.photos('studio/gallery'), book);
    case 'grocery':
      return classRow(name, await sets.photos('grocery/test'), await sets.photos('grocery/iconic'), book);
    case 'objects': {
      const objects = await sets.heldOut();
      return classRow(name, objects, objects, book);
    }
    case 'catalogue': {
      const photos = await sets.catalogue();
      return classRow(name, photos, photos, book);
    }
    case 'swap': {
      const whole = [...(await sets.photos('clothing/train')), ...(await sets.photos('clothing/validation'))];
      return swapRow(
        whole.map(({ file }) => file),
        await sets.swaps(),
        book,
      );
    }
    case 'colour': {
      const { colours } = await sets.swaps();
      return colourRow(
        coloured(await sets.photos('clothing/validation'), colours),
        coloured(await sets.photos('clothing/train'), colours),
        book,
      );
    }
    case 'focus':
      return focusRow(
        (await sets.worn()).map(({ photo, garment, head }) => ({
          photo: book.positionOf(photo),
          garment: book.positionOf(garment),
          head: book.positionOf(head),
        })),
      );
  }
}

/**
 * Rejects with one sentence where something is missing, before any vector is made.
 *
 * @param builtPage builds the bench's page, which draws missing photos.
 */
export async function prepareRows(
  options: TableOptions,
  book: PhotoBook,
  builtPage: () => Promise<string>,
): Promise<readonly Row[]> {
  const sets = new Sets(options, builtPage);
  const rows: Row[] = [];
  for (const name of options.rows) rows.push(await prepare(name, sets, book));
  return rows;
}
