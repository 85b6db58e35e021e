/** Opens the bench's page in a headless Chromium with a fresh profile. */
import { chromium, type BrowserContextOptions, type Page } from '@playwright/test';
import type { Device, EncoderFacts } from '../src/contract/encoder';
import { CHROMIUM_ARGS, WEBGPU_ARGS, ensureChromium } from '../test/chromium';
import { note, sentenceOf } from './command';
import type { AdapterFacts } from './page-calls';
import type { BenchServer } from './server';

/** An open page that Node can call. */
export interface OpenPage {
  readonly page: Page;
  /** Set on `webgpu`. */
  readonly adapter: AdapterFacts | undefined;
}

/** Flags that choose a real adapter if there is one, otherwise the one that the CPU emulates. */
const WEBGPU_LAUNCHES: readonly (readonly string[])[] = [
  WEBGPU_ARGS.filter((flag) => !flag.startsWith('--use-webgpu-adapter')),
  WEBGPU_ARGS,
];

/**
 * Opens the page, calls the callback with it, and closes the browser in any case.
 *
 * The profile is a folder on disk that is deleted afterwards: an incognito profile would keep the catalogue in memory,
 * which differs from real use and speed. The page's log goes to stderr.
 *
 * @param device `webgpu` asks for an adapter and rejects where there is none; default: no flags, the app chooses.
 * @param contextOptions `bypassCSP` lifts the app's content policy, for libraries that could not run under it.
 */
export async function withPage<T>(
  server: BenchServer,
  device: Device | undefined,
  use: (open: OpenPage) => Promise<T>,
  contextOptions: Pick<BrowserContextOptions, 'bypassCSP'> = {},
): Promise<T> {
  for (const flags of device === 'webgpu' ? WEBGPU_LAUNCHES : [[]]) {
    const context = await chromium.launchPersistentContext('', {
      executablePath: ensureChromium(),
      headless: true,
      ...contextOptions,
      args: [...CHROMIUM_ARGS, ...flags],
    });
    try {
      const page = context.pages()[0] ?? (await context.newPage());
      page.on('console', (message) => {
        if (message.type() === 'info' || message.type() === 'error') note(message.text());
      });
      page.on('pageerror', (error) => {
        note(sentenceOf(error));
      });
      await page.goto(server.origin);
      const adapter =
        device === 'webgpu' ? await page.evaluate(() => window.lookalikeBench.adapter()) : undefined;
      if (device !== 'webgpu' || adapter) return await use({ page, adapter });
    } finally {
      await context.close();
    }
  }
  throw new Error('This browser has no WebGPU adapter, not even one emulated by the CPU.');
}

/** Name of the encoder's device, as tables print it. */
export function deviceName({ device, threads }: EncoderFacts, adapter: AdapterFacts | undefined): string {
  if (device === 'wasm') return `wasm (${threads} thread${threads === 1 ? '' : 's'})`;
  return `webgpu (${adapter?.software ? 'software adapter: ' : ''}${adapter?.name ?? 'unknown adapter'})`;
}
