/** A server and a device in; the bench's page, open in a headless Chromium with a fresh profile, out. */
import { chromium, type BrowserContextOptions, type Page } from '@playwright/test';
import type { Device, EncoderFacts } from '../src/contract/encoder';
import { CHROMIUM_ARGS, WEBGPU_ARGS, ensureChromium } from '../test/chromium';
import { note, sentenceOf } from './command';
import type { AdapterFacts } from './page-calls';
import type { BenchServer } from './server';

/** A page that Node may call. */
export interface OpenPage {
  readonly page: Page;
  /** Set on `webgpu`. */
  readonly adapter: AdapterFacts | undefined;
}

/** A real adapter where there is one, then the one that the CPU emulates. */
const WEBGPU_LAUNCHES: readonly (readonly string[])[] = [
  WEBGPU_ARGS.filter((flag) => !flag.startsWith('--use-webgpu-adapter')),
  WEBGPU_ARGS,
];

/**
 * Opens the page, hands it over and closes the browser, whatever happened.
 *
 * The profile lies on the disk, in a folder of its own that is deleted afterwards: an incognito one would keep the
 * catalogue in memory, which is neither how it is used nor how fast it is. What the page logs goes to stderr.
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

/** What the encoder runs on, in the words of a table. */
export function deviceName({ device, threads }: EncoderFacts, adapter: AdapterFacts | undefined): string {
  if (device === 'wasm') return `wasm (${threads} thread${threads === 1 ? '' : 's'})`;
  return `webgpu (${adapter?.software ? 'software adapter: ' : ''}${adapter?.name ?? 'unknown adapter'})`;
}
