/** The built app in Firefox, where one is installed, in; the main paths, as a person goes them, out. */
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerFolderDialog, dropAll, givenTo, holdDialog } from '../e2e/page-tasks';
import { assortment, drawAll, writeFolder, type Photo } from '../e2e/photos';
import { startStaticHost, type StaticHost } from '../e2e/static-host';
import { findFirefox } from '../firefox';

const FIREFOX = findFirefox();
const WAIT_MS = 60_000;

let browser: Browser;
let page: Page;
let host: StaticHost;
let photos: Photo[];
let offlinePhotos: Photo[];
let folder: string;
const complaints: string[] = [];

async function openTab(): Promise<void> {
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
}

async function drop(files: readonly Photo[]): Promise<void> {
  await page.evaluate(dropAll, givenTo(files));
}

/** Until the page says so. */
async function says(text: string | RegExp): Promise<void> {
  await page.waitForFunction(
    (source) => new RegExp(source, 's').test(document.body.innerText),
    { timeout: WAIT_MS },
    typeof text === 'string' ? text : text.source,
  );
}

async function press(name: string): Promise<void> {
  await page
    .locator(`button[aria-label="${name}"]:enabled, ::-p-xpath(//button[contains(., "${name}")])`)
    .setTimeout(WAIT_MS)
    .click();
}

async function choose(button: string, ...files: string[]): Promise<void> {
  const [chooser] = await Promise.all([page.waitForFileChooser({ timeout: WAIT_MS }), press(button)]);
  await chooser.accept(files);
}

/** Drivers of Firefox refuse to choose a directory. */
async function chooseFolder(files: readonly Photo[]): Promise<void> {
  await page.evaluate(holdDialog);
  await press('Choose a folder');
  await page.evaluate(answerFolderDialog, givenTo(files), 'garments');
}

/** Titles and scores of the five results, once all are there. */
async function matches(): Promise<{ id: string; score: number }[]> {
  const list = 'ol[aria-label="Top 5 lookalikes"]';
  await page.waitForFunction(
    (selector) => document.querySelectorAll(`${selector} button [aria-label^="similarity"]`).length === 5,
    { timeout: WAIT_MS },
    list,
  );
  return page.$$eval(`${list} button`, (buttons) =>
    buttons.map((button) => ({
      id: button.getAttribute('title') ?? '',
      score: Number(button.querySelector('[aria-label^="similarity"]')?.textContent),
    })),
  );
}

describe.skipIf(FIREFOX === undefined)('in Firefox', () => {
  beforeAll(async () => {
    host = await startStaticHost();
    browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX ?? '', headless: true });
    await openTab();
    const sketches = assortment(15);
    const drawn = await page.evaluate(
      drawAll,
      sketches.map(({ garment }) => garment),
    );
    const all = sketches.map(({ name }, i) => ({ name, bytes: Buffer.from(drawn[i] ?? '', 'base64') }));
    photos = all.slice(0, 12);
    offlinePhotos = all.slice(12);
    folder = await writeFolder(photos, 'garments', 'firefox');
  }, 120_000);

  afterAll(async () => {
    await browser.close();
    await host.stop();
    await rm(dirname(folder), { recursive: true, force: true });
  });

  test('a first visit to a host without headers is isolated and has its threads', async () => {
    await page.goto(host.origin);
    await page.waitForFunction(() => window.crossOriginIsolated, { timeout: WAIT_MS });
    await says('Drop a folder of product photos anywhere');
    await says((await page.evaluate(() => navigator.hardwareConcurrency)) > 1 ? /WASM · \d threads/ : /WASM/);
  });

  test('the demo opens and a product of it finds its lookalikes', async () => {
    await press('Try the demo');
    await page.locator('[aria-label="Catalogue"] button').setTimeout(WAIT_MS).click();
    const found = await matches();
    expect(found[0]?.score).toBeGreaterThan(0.8);
    expect(new Set(found.map(({ id }) => id)).size).toBe(5);
  });

  test('a folder is indexed, and a chosen and a dropped photo find themselves', async () => {
    await page.evaluate(() => {
      window.location.hash = '';
    });
    await chooseFolder(photos);
    await says('“garments” is done');
    await says('12 products');
    await choose('Search by photo', join(folder, photos[3]?.name ?? ''));
    expect((await matches())[0]).toEqual({ id: `garments/${photos[3]?.name ?? ''}`, score: 1 });
    await page.keyboard.press('Escape');
    await drop(photos.slice(5, 6));
    expect((await matches())[0]).toEqual({ id: `garments/${photos[5]?.name ?? ''}`, score: 1 });
    await page.keyboard.press('Escape');
  });

  test('a reload keeps all, and a clicked product finds five others', async () => {
    await page.reload();
    await says('12 products');
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true);
    const id = `garments/${photos[0]?.name ?? ''}`;
    await page.locator(`[aria-label="Catalogue"] button[title="${id}"]`).setTimeout(WAIT_MS).click();
    const found = (await matches()).map((match) => match.id);
    expect(new Set(found).size).toBe(5);
    expect(found).not.toContain(id);
  });

  test('with the host gone a new tab opens, keeps all and encodes more', async () => {
    await says('works offline');
    await page.close();
    await host.stop();
    await openTab();
    await page.goto(host.origin);
    await says('12 products');
    await drop(offlinePhotos);
    await says('3 photos is done');
    await says('15 products');
  });

  test('nothing complained', () => {
    expect(complaints).toEqual([]);
  });
});
