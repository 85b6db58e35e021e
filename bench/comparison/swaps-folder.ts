/** Reads the folder of `training/make_swaps.py`: its photos and colours, with the photos they come from. */
import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import type { Lab } from './ciede2000';

/** A garment cut out of its photo. All are files. */
export interface Swapped {
  /** On the background of another photo. */
  readonly file: string;
  readonly original: string;
  readonly className: string;
  /** On each of the common backgrounds, in one order for all garments. */
  readonly onBackgrounds: readonly string[];
}

export interface SwapsFolder {
  readonly swapped: readonly Swapped[];
  /** Mean colour of the garment by the photo's file. */
  readonly colours: ReadonlyMap<string, Lab>;
  /** Garments without a sound mask. */
  readonly leftOut: number;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @param folder as given with --swaps; @param data as given with --data, which the paths in the folder begin from.
 * Rejects with a sentence that says how to make it.
 */
export async function readSwaps(folder: string, data: string): Promise<SwapsFolder> {
  const root = await realpath(data).catch(() => data);
  const read = async (name: string): Promise<Record<string, unknown>> => {
    const text = await readFile(join(folder, name), 'utf8').catch(() => {
      throw new Error(
        `--swaps: there is no ${join(folder, name)}; make it with: python3 training/make_swaps.py --data ${data} --out ${folder}`,
      );
    });
    const parsed: unknown = JSON.parse(text);
    if (!isRecord(parsed)) throw new Error(`--swaps: ${join(folder, name)} is no JSON object.`);
    return parsed;
  };
  const { swapped, backgrounds, leftOut } = await read('swaps.json');
  if (!Array.isArray(swapped) || !Array.isArray(backgrounds) || !Array.isArray(leftOut)) {
    throw new Error(`--swaps: ${join(folder, 'swaps.json')} lacks a list: swapped, backgrounds or leftOut.`);
  }
  const colours = Object.entries(await read('colours.json')).flatMap(([path, colour]) =>
    isLab(colour) ? [[join(root, path), colour] as const] : [],
  );
  return {
    swapped: swapped.filter(isRecord).map((entry) => {
      const path = String(entry['path']);
      const below = path.replace(/^swapped\//, '').replace(/\.jpg$/, '');
      return {
        file: join(folder, path),
        original: join(root, String(entry['original'])),
        className: below.slice(0, below.indexOf('/')),
        onBackgrounds: backgrounds.map((_, b) => join(folder, 'backgrounds', `${below}.${b}.jpg`)),
      };
    }),
    colours: new Map(colours),
    leftOut: leftOut.length,
  };
}

function isLab(colour: unknown): colour is Lab {
  return Array.isArray(colour) && colour.length === 3 && colour.every((value) => typeof value === 'number');
}
