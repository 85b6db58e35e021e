/** The built app in WebKitGTK, where it is installed, in; the main paths, as a person goes them, out. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerFolderDialog, dropAll, givenTo, holdDialog } from '../e2e/page-tasks';
import { assortment, drawAll, type Photo } from '../e2e/photos';
import { startStaticHost, type StaticHost } from '../e2e/static-host';
import { findWebKit } from '../webkit';
import { WebDriver } from './web-driver';

const WEBKIT = findWebKit();
const WAIT_MS = 60_000;

let driver: WebDriver;
let host: StaticHost;
let photos: Photo[];
let offlinePhotos: Photo[];

async function drop(files: readonly Photo[]): Promise<void> {
  await driver.run(dropAll, givenTo(files));
}

/** Until the page says so. */
async function says(pattern: string): Promise<void> {
  await driver.until(WAIT_MS, (source) => new RegExp(source, 's').test(document.body.innerText), pattern);
}

async function press(name: string): Promise<void> {
  await driver.click(`//button[@aria-label="${name}" or contains(., "${name}")]`, WAIT_MS);
}

/** The driver answers no dialog, and takes a directory for a file. */
async function chooseFolder(files: readonly Photo[]): Promise<void> {
  await driver.run(holdDialog);
  await press('Choose a folder');
  await driver.run(answerFolderDialog, givenTo(files), 'garments');
}

/** Titles and scores of the five results, once all are there. */
async function matches(): Promise<{ id: string; score: number }[]> {
  const list = 'ol[aria-label="Top 5 lookalikes"]';
  await driver.until(
    WAIT_MS,
    (selector) => document.querySelectorAll(`${selector} button [aria-label^="similarity"]`).length === 5,
    list,
  );
  return driver.run(
    (selector) =>
      Array.from(document.querySelectorAll(`${selector} button`), (button) => ({
        id: button.getAttribute('title') ?? '',
        score: Number(button.querySelector('[aria-label^="similarity"]')?.textContent),
      })),
    list,
  );
}

describe.skipIf(WEBKIT === undefined)('in WebKitGTK', () => {
  beforeAll(async () => {
    host = await startStaticHost();
    driver = await WebDriver.launch(WEBKIT!);
    await driver.open(host.origin);
    const sketches = assortment(15);
    const drawn = await driver.run(
      drawAll,
      sketches.map(({ garment }) => garment),
    );
    const all = sketches.map(({ name }, i) => ({ name, bytes: Buffer.from(drawn[i] ?? '', 'base64') }));
    photos = all.slice(0, 12);
    offlinePhotos = all.slice(12);
  }, 120_000);

  afterAll(async () => {
    await driver.quit();
    await host.stop();
  });

  test('a first visit to a host without headers is isolated', async () => {
    await driver.until(WAIT_MS, () => window.crossOriginIsolated);
    await says('Drop a folder of product photos anywhere');
    await says('WASM');
  });

  test('the demo opens and a product of it finds its lookalikes', async () => {
    await press('Try the demo');
    await driver.click('//*[@aria-label="Catalogue"]//button', WAIT_MS);
    const found = await matches();
    expect(found[0]?.score).toBeGreaterThan(0.8);
    expect(new Set(found.map(({ id }) => id)).size).toBe(5);
  });

  test('a folder is indexed', async () => {
    await driver.run(() => {
      window.location.hash = '';
    });
    await chooseFolder(photos);
    await says('“garments” is done');
    await says('12 products');
  });

  test('a reload keeps all, and a clicked product finds five others', async () => {
    await driver.reload();
    await says('12 products');
    expect(await driver.run(() => window.crossOriginIsolated)).toBe(true);
    const id = `garments/${photos[0]?.name ?? ''}`;
    await driver.click(`//*[@aria-label="Catalogue"]//button[@title="${id}"]`, WAIT_MS);
    const found = (await matches()).map((match) => match.id);
    expect(new Set(found).size).toBe(5);
    expect(found).not.toContain(id);
  });

  test('a dropped photo finds its own product first', async () => {
    const [photo] = photos;
    await drop([photo!]);
    const found = await matches();
    expect(found[0]?.id).toBe(`garments/${photo!.name}`);
    expect(found[0]?.score).toBeGreaterThan(0.99);
  });

  test('with the host gone a new tab opens, keeps all and encodes more', async () => {
    await says('works offline');
    await host.stop();
    await driver.renew();
    await driver.open(host.origin);
    await says('12 products');
    await drop(offlinePhotos);
    await says('3 photos is done');
    await says('15 products');
  });

  test('nothing complained', () => {
    expect(driver.complaints).toEqual([]);
  });
});
