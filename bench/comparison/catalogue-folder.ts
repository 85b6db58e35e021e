/** Lists the photos of a drawn shop's catalogue, and draws them first if they are missing. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { note } from '../command';
import { writeArticles } from '../drawn-articles';
import { listClassPhotos, type ClassPhoto } from '../photo-folder';

/** Seed that neither the demo nor any training uses, so that no encoder has seen these articles. */
const SEED = 'catalogue evaluation 1';

/**
 * @param folder as given with --catalogue; an existing one is not changed.
 * @param builtPage builds the bench's page if photos must be drawn. Rejects where the folder has no photos.
 */
export async function cataloguePhotos(
  folder: string,
  builtPage: () => Promise<string>,
): Promise<readonly ClassPhoto[]> {
  if (!existsSync(folder)) await draw(folder, await builtPage());
  return listClassPhotos('catalogue', folder);
}

async function draw(folder: string, page: string): Promise<void> {
  // an interrupted drawing must not count as the whole catalogue the next time
  const unfinished = `${folder}-${process.pid}`;
  mkdirSync(dirname(folder), { recursive: true });
  try {
    note(`drawing the catalogue into ${folder}`);
    const photos = await writeArticles(page, unfinished, { seed: SEED, isFlat: true });
    renameSync(unfinished, folder);
    note(`${photos} photos drawn`);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}
