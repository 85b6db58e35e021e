/** A page of the browser in; the app on it, spoken to by roles and names as a person would, out. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Photo } from './photos';

/** One result as it is shown. */
export interface ShownMatch {
  /** The path of the product's photo. */
  readonly id: string;
  readonly score: number;
}

/** A box over the query photo, in whole per cent of its sides. */
export interface ShownBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Photos per job in these tests take seconds; a slow machine that is busy elsewhere takes more. */
const JOB_MS = 110_000;

export class App {
  readonly page: Page;
  readonly header: Locator;
  readonly start: Locator;
  readonly catalogue: Locator;
  readonly search: Locator;
  readonly results: Locator;
  /** The small picture of what the encoder saw of the query. */
  readonly seen: Locator;
  /** The box drawn by hand. */
  readonly crop: Locator;
  readonly job: Locator;
  readonly status: Locator;
  readonly progress: Locator;
  readonly table: Locator;
  readonly alert: Locator;

  constructor(page: Page) {
    this.page = page;
    this.header = page.getByRole('banner');
    this.start = page.getByRole('region', { name: 'Start' });
    this.catalogue = page.getByRole('list', { name: 'Catalogue' });
    this.search = page.getByRole('region', { name: 'Search' });
    this.results = page.getByRole('list', { name: 'Top 5 lookalikes' });
    this.seen = this.search.getByRole('img', { name: 'What the encoder sees' });
    this.crop = this.search.getByRole('application');
    this.job = page.getByRole('region', { name: 'Encoding' });
    this.status = this.job.getByRole('status');
    this.progress = this.job.getByRole('progressbar', { name: 'Photos done' });
    this.table = page.getByRole('region', { name: 'Lookalike table' });
    this.alert = page.getByRole('alert');
    // keeps dialogs caught from the start: a listener that comes with the key press may come too late
    page.on('filechooser', () => undefined);
  }

  /** @param search of the address, such as `?device=wasm`. */
  async open(search = ''): Promise<void> {
    await this.page.goto(`/${search}`);
    await this.ready();
  }

  /** The catalogue is open and photos may come. */
  async ready(): Promise<void> {
    await expect(this.header.getByRole('button', { name: 'Add folder' })).toBeEnabled();
  }

  /** Gives a folder by the header's button and the browser's folder dialog. */
  async chooseFolder(folder: string): Promise<void> {
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.header.getByRole('button', { name: 'Add folder' }).click(),
    ]);
    await chooser.setFiles(folder);
  }

  async jobDone(): Promise<void> {
    await expect(this.status).toHaveText(/ is done$/, { timeout: JOB_MS });
  }

  async index(folder: string): Promise<void> {
    await this.chooseFolder(folder);
    await this.jobDone();
  }

  async expectCount(products: number): Promise<void> {
    const text = `${products} ${products === 1 ? 'product' : 'products'}`;
    await expect(this.header.getByText(text, { exact: true })).toBeVisible();
  }

  /** Photos done, as the progress bar shows them. */
  async done(): Promise<number> {
    return Number(await this.progress.getAttribute('value'));
  }

  /** Of the lookalike table's work, 0..1. */
  async tableShare(): Promise<number> {
    return Number(await this.table.getByRole('progressbar').getAttribute('value'));
  }

  /** Resolves while the job runs, once at least so many photos are done. */
  async doneAtLeast(photos: number): Promise<number> {
    await expect.poll(() => this.done(), { timeout: JOB_MS, intervals: [50] }).toBeGreaterThanOrEqual(photos);
    return this.done();
  }

  /** @param id the path of the product's photo. */
  tile(id: string): Locator {
    return this.catalogue.getByTitle(id, { exact: true });
  }

  /** Every product of the grid, which draws only what is in view: the window is made tall enough for all. */
  async ids(count: number): Promise<string[]> {
    await this.page.setViewportSize({ width: 1280, height: 1000 + count * 25 });
    const tiles = this.catalogue.getByRole('button');
    await expect(tiles).toHaveCount(count);
    return tiles.evaluateAll((buttons) => buttons.map((button) => button.getAttribute('title') ?? ''));
  }

  /** The five matches of the search that is shown, best first. */
  async matches(): Promise<ShownMatch[]> {
    await expect(this.results.getByRole('button')).toHaveCount(5);
    return this.results.getByRole('button').evaluateAll((buttons) =>
      buttons.map((button) => ({
        id: button.getAttribute('title') ?? '',
        score: Number(button.querySelector('[aria-label^="similarity"]')?.textContent),
      })),
    );
  }

  async lookalikesOf(id: string): Promise<ShownMatch[]> {
    await this.tile(id).click();
    await expect(this.search.getByTitle(id, { exact: true })).toBeVisible();
    return this.matches();
  }

  /** One of the choices of focus. */
  focus(name: 'Auto' | 'Off' | 'By hand'): Locator {
    return this.search.getByRole('radiogroup', { name: 'Focus' }).getByRole('radio', { name });
  }

  /** Where the box drawn by hand says that it lies. */
  async box(): Promise<ShownBox> {
    const label = (await this.crop.getAttribute('aria-label')) ?? '';
    const shares = /: (\d+)% from the left, (\d+)% from the top, (\d+)% wide, (\d+)% high$/.exec(label);
    if (!shares) throw new Error(`the box says “${label}”`);
    const [left = 0, top = 0, width = 0, height = 0] = shares.slice(1).map(Number);
    return { left, top, width, height };
  }

  /** Drags loose photos over the page and lets them go. */
  async drop(photos: readonly Photo[]): Promise<void> {
    await this.#give(photos, (transfer) => {
      for (const type of ['dragenter', 'dragover', 'drop']) {
        const event = new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true });
        document.querySelector('main')?.dispatchEvent(event);
      }
    });
  }

  async paste(photos: readonly Photo[]): Promise<void> {
    await this.#give(photos, (transfer) => {
      const event = new ClipboardEvent('paste', {
        clipboardData: transfer,
        bubbles: true,
        cancelable: true,
      });
      document.body.dispatchEvent(event);
    });
  }

  async #give(photos: readonly Photo[], give: (transfer: DataTransfer) => void): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      (files) => {
        const made = new DataTransfer();
        for (const { name, base64 } of files) {
          const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
          made.items.add(new File([bytes], name, { type: 'image/jpeg' }));
        }
        return made;
      },
      photos.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
    );
    await transfer.evaluate(give);
    await transfer.dispose();
  }
}
