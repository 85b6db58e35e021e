/** Lists the photos of a drawn shop's catalogue, which it draws first where they are not there yet. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { note } from '../command';
import { writeArticles } from '../drawn-articles';
import { listClassPhotos, type ClassPhoto } from '../photo-folder';

/** Neither the demo nor any training draws from it: no encoder has seen these articles. */
const SEED = 'catalogue evaluation 1';

/**
 * @param folder as given with --catalogue; left as it is where there is one.
 * @param builtPage gives the bench's page, where one is needed. Rejects where the folder has no photos.
 */
export async function cataloguePhotos(
  folder: string,
  builtPage: () => Promise<string>,
): Promise<readonly ClassPhoto[]> {
  if (!existsSync(folder)) await draw(folder, await builtPage());
  return listClassPhotos('catalogue', folder);
}

async function draw(folder: string, page: string): Promise<void> {
  // what is broken off must not pass for the whole catalogue the next time
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
