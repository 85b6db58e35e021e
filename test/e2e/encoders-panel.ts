/** The app in; its panel of encoders, spoken to by roles and names, and the bar of what embeds, out. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Locator } from '@playwright/test';
import type { App } from './app';

/** A runtime is started, a model compiled and measured, on a machine that may be busy. */
export const TRIAL_MS = 90_000;

export class EncodersPanel {
  readonly panel: Locator;
  readonly rows: Locator;
  /** Files of the model that the hub was asked for. */
  readonly files: Locator;
  /** Of the embedding under way. */
  readonly bar: Locator;

  constructor(private readonly app: App) {
    const { page } = app;
    this.panel = page.getByRole('region', { name: 'Encoders', exact: true });
    this.rows = this.panel.getByRole('list', { name: 'Encoders on this device' }).locator(':scope > li');
    this.files = this.panel.getByRole('list', { name: 'Files on the hub' });
    this.bar = page.getByRole('region', { name: 'Embedding' });
  }

  async open(): Promise<void> {
    await this.app.page.keyboard.press('e');
    await expect(this.panel).toBeVisible();
  }

  async ask(typed: string): Promise<void> {
    await this.panel.getByLabel('Model on Hugging Face').fill(typed);
    await this.panel.getByRole('button', { name: 'Ask huggingface.co' }).click();
  }

  async fetch(path: string): Promise<void> {
    await this.files.getByRole('listitem').filter({ hasText: path }).getByRole('button').click();
  }

  /** Gives files of a model together, and waits until it has been tried and stands in the list by this name. */
  async give(name: string, files: Readonly<Record<string, Uint8Array | object>>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'model-'));
    for (const [file, content] of Object.entries(files)) {
      await writeFile(join(folder, file), content instanceof Uint8Array ? content : JSON.stringify(content));
    }
    const [chooser] = await Promise.all([
      this.app.page.waitForEvent('filechooser'),
      this.panel.getByRole('button', { name: 'Open a file' }).click(),
    ]);
    await chooser.setFiles(Object.keys(files).map((file) => join(folder, file)));
    await expect(this.row(name)).toContainText(/WASM: [\d.,]+ photos\/s/, { timeout: TRIAL_MS });
    await rm(folder, { recursive: true });
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  /** Has an encoder answer. */
  async use(name: string): Promise<void> {
    await this.row(name).getByRole('button', { name: 'Use', exact: true }).click();
    await expect(this.app.page.locator('[data-device]')).toHaveAttribute(
      'title',
      new RegExp(`^Encoder ${name}`),
      { timeout: TRIAL_MS },
    );
    await this.app.ready();
  }

  /** Has an encoder embed all products, beside the one that answers. */
  async embed(name: string): Promise<void> {
    await this.row(name)
      .getByRole('button', { name: `Embed with ${name}` })
      .click();
    await expect(this.bar.getByRole('status')).toHaveText(/ is done$/, { timeout: TRIAL_MS });
  }

  /** Has the encoder that answers embed all products. */
  async embedAgain(): Promise<void> {
    await this.app.page.getByRole('button', { name: 'Encode again' }).click();
    await expect(this.bar.getByRole('status')).toHaveText(/ is done$/, { timeout: TRIAL_MS });
  }
}
