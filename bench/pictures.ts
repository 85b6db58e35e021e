/** Draws the icons from the SVG and the pictures of the README from the running demo. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from '@playwright/test';
import { CHROMIUM_ARGS, ensureChromium } from '../test/chromium';
import { buildApp } from './app-build';
import { note, parseOptions, runCommand } from './command';
import { startServer } from './server';

const USAGE = `npm run pictures

Draws public/icons/*.png from public/icon.svg, and docs/demo.webp and public/screenshots/*.webp from the demo of the
built app. To be run again when the icon or the look of the page changes.`;

const file = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Share of a maskable icon that holds the drawing: systems crop such icons, but all keep this circle. */
const SAFE = 0.8;

const ICONS = [
  { name: 'icon-192', side: 192, bleeds: false },
  { name: 'icon-512', side: 512, bleeds: false },
  { name: 'maskable-512', side: 512, bleeds: true },
  { name: 'apple-touch-icon', side: 180, bleeds: true },
] as const;

/** The demo opens in seconds, on a busy machine later. */
const PATIENCE_MS = 180_000;

const SCREENS = [
  { path: 'docs/demo.webp', width: 1280, height: 800, quality: 0.8 },
  { path: 'public/screenshots/wide.webp', width: 1280, height: 800, quality: 0.7 },
  { path: 'public/screenshots/narrow.webp', width: 412, height: 915, quality: 0.7 },
] as const;

function write(path: string, bytes: Buffer): void {
  mkdirSync(dirname(file(path)), { recursive: true });
  writeFileSync(file(path), bytes);
  note(`${relative(process.cwd(), file(path))}: ${statSync(file(path)).size} bytes`);
}

async function drawIcons(page: Page): Promise<void> {
  const svg = readFileSync(file('public/icon.svg'), 'utf8');
  const [, ground] = /<rect width="64" height="64"[^>]* fill="(#[0-9a-f]+)"/.exec(svg) ?? [];
  if (ground === undefined) throw new Error('public/icon.svg has no ground of its full size');
  for (const { name, side, bleeds } of ICONS) {
    const drawn = bleeds ? Math.round(side * SAFE) : side;
    await page.setViewportSize({ width: side, height: side });
    await page.setContent(
      `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${bleeds ? ground : 'none'}">` +
        svg.replace('<svg ', `<svg width="${drawn}" height="${drawn}" style="display:block" `),
    );
    write(`public/icons/${name}.png`, await page.screenshot({ omitBackground: !bleeds }));
  }
}

/** Converts PNG to WebP on a canvas, as Chromium's screenshots are PNG or JPEG, which are far larger. */
async function asWebp(page: Page, png: Buffer, quality: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    async ([text, webpQuality]) => {
      const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes]));
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/webp', quality: webpQuality });
      let binary = '';
      for (const byte of new Uint8Array(await blob.arrayBuffer())) binary += String.fromCharCode(byte);
      return btoa(binary);
    },
    [png.toString('base64'), quality] as const,
  );
  return Buffer.from(base64, 'base64');
}

async function shootDemo(page: Page, origin: string): Promise<void> {
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(`${origin}/?demo`);
  const tiles = page.getByRole('list', { name: 'Catalogue' }).getByRole('button');
  await tiles.nth(6).click();
  const results = page.getByRole('list', { name: 'Top 5 lookalikes' }).locator('img');
  await results.nth(4).waitFor();
  // the pointer must not hover over anything that reacts
  await page.mouse.move(0, 0);
  for (const { path, width, height, quality } of SCREENS) {
    await page.setViewportSize({ width, height });
    // waits until the encoder is loaded and every visible tile has its picture
    await page.waitForFunction(
      () =>
        document.querySelector('.header-device[data-device]') !== null &&
        [...document.querySelectorAll('.tile-photo, .query-frame')].every((frame) => {
          const { bottom, top } = frame.getBoundingClientRect();
          if (bottom < 0 || top > window.innerHeight) return true;
          return (frame.querySelector('img')?.naturalWidth ?? 0) > 0;
        }),
    );
    // after a resize the tiles appear within the next frames
    await page.waitForTimeout(1000);
    write(path, await asWebp(page, await page.screenshot(), quality));
  }
}

async function pictures(argv: readonly string[]): Promise<void> {
  parseOptions(argv, {});
  const server = await startServer({ page: await buildApp(), encoder: undefined, photos: {} });
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_ARGS] });
  try {
    await drawIcons(await browser.newPage());
    await shootDemo(await browser.newPage({ colorScheme: 'light' }), server.origin);
  } finally {
    await browser.close();
    await server.close();
  }
}

await runCommand(USAGE, pictures);
