/** Screens in a language of brackets and long words, on a narrow phone, in; all of it from the messages, and in reach, out. */
import type { Page } from '@playwright/test';
import { expect, test } from './lookalike';
import { assortment } from './photos';

/** What is data, not words of the page: names of products, categories, encoders, files, and the app's own. */
const DATA = ['h1', '.tile-name', '.query-name', '.encoder-name', '.quality-table th[scope=row]'].join(', ');
/** Tells its product's id on hover; its label is checked by itself. */
const DATA_TITLES = '.tile, .query-name';

/** Texts of the page, seen or heard, that stand outside of brackets. */
function outsideOfMessages([data, dataTitles]: readonly [string, string]): string[] {
  const outside = (text: string) => text.replace(/⟦[^⟦⟧]*⟧/g, '').replace(/⟦[^⟦⟧]*⟧/g, '');
  const isSaid = (text: string) =>
    /\p{L}{2,}/u.test(outside(text).replace(/\b(TSV|CSV|JSON Lines|WASM|kB|MB)\b/g, ''));
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  // a message may be drawn as several nodes: each element's own text is looked at as one
  const elements = new Set<Element>();
  while (texts.nextNode()) if (texts.currentNode.parentElement) elements.add(texts.currentNode.parentElement);
  for (const element of elements) {
    if (element.closest(`script, style, ${data}`)) continue;
    const own = Array.from(element.childNodes, (node) => (node instanceof Text ? node.data : '')).join('');
    if (isSaid(own)) found.push(own);
  }
  for (const element of document.querySelectorAll('[title], [aria-label], [placeholder], [alt]')) {
    for (const name of ['title', 'aria-label', 'placeholder', 'alt']) {
      const text = element.getAttribute(name) ?? '';
      if (name === 'title' && element.matches(dataTitles)) continue;
      if (isSaid(text)) found.push(`${name}: ${text}`);
    }
  }
  return found;
}

async function expectAllTranslated(page: Page, screen: string): Promise<void> {
  expect(await page.evaluate(outsideOfMessages, [DATA, DATA_TITLES] as const), screen).toEqual([]);
  const [content, view] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    window.innerWidth,
  ]);
  expect(content, `${screen} scrolls sideways`).toBeLessThanOrEqual(view);
}

test.describe('in the pseudo-language, 320 px wide, every text comes from the messages and nothing scrolls sideways', () => {
  test.use({ viewport: { width: 320, height: 800 } });

  test('on the empty page, the page of vectors and the panel of encoders', async ({ app: { page } }) => {
    await page.goto('/?lang=en-XA');
    await expect(page.locator('html')).toHaveAttribute('lang', 'en-XA');
    await expect(page.locator('.header-actions button').nth(1)).toBeEnabled();
    await expect(page.locator('.empty h2')).toContainText('⟦Droop aa fooldeer');
    await expectAllTranslated(page, 'the empty page');
    await page.keyboard.press('e');
    await expect(page.locator('.encoders-list')).toBeVisible();
    await expectAllTranslated(page, 'encoders');
    await page.keyboard.press('e');
    await page.evaluate(() => {
      window.location.hash = '#vectors';
    });
    await expect(page.locator('.empty h2')).toContainText('⟦Droop veectoors');
    await expectAllTranslated(page, 'vectors');
  });

  test('in the demo, its search and its figures', async ({ app: { page } }) => {
    await page.goto('/?demo&lang=en-XA');
    await expect(page.locator('.catalogue img').first()).toBeVisible();
    await expectAllTranslated(page, 'demo');
    await page.keyboard.press('g');
    await expect(page.locator('.quality-table tr').nth(10)).toBeVisible();
    await expectAllTranslated(page, 'quality');
  });

  test('with photos, a search among them, a box by hand, the job and the table', async ({
    app,
    drawn,
    folderOf,
  }) => {
    const { page } = app;
    await page.goto('/?lang=en-XA');
    await expect(page.locator('.header-actions button').nth(1)).toBeEnabled();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('f')]);
    await chooser.setFiles(await folderOf(await drawn(assortment(8))));
    await expect(page.locator('.job-headline')).toContainText('doonee', { timeout: 110_000 });
    await expectAllTranslated(page, 'job');
    await page.locator('.catalogue button').first().click();
    await expect(page.locator('.results-grid button')).toHaveCount(5);
    await expectAllTranslated(page, 'search');
    await page.keyboard.press('h');
    await expect(page.locator('.crop-box')).toBeVisible();
    await expectAllTranslated(page, 'by hand');
    await page.keyboard.press('t');
    await expect(page.locator('.table-form')).toBeVisible();
    await expectAllTranslated(page, 'table');
  });
});

test('a browser of another language is spoken to in English, and says so', async ({ app: { page } }) => {
  await page.goto('/?lang=tlh');
  await expect(page.locator('.empty h2')).toHaveText('Drop a folder of product photos anywhere.');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test.describe('a browser that wants German', () => {
  test.use({ locale: 'de-DE' });

  test('is spoken to in German, with numbers as German writes them', async ({ app: { page } }) => {
    await page.goto('/');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page.locator('.empty h2')).toHaveText('Ziehen Sie einen Ordner mit Produktfotos hierher.');
    await expect(page.getByRole('button', { name: 'Ordner wählen' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Fotos hinzufügen' })).toBeEnabled();
    await page.getByRole('button', { name: 'Demo ausprobieren' }).click();
    await expect(page.getByRole('list', { name: 'Katalog' }).locator('img').first()).toBeVisible();
    await expect(page.locator('.demo-facts').first()).toContainText(/\d\.\d{3} Bilder von Kleidung/);
    await page.keyboard.press('e');
    await expect(page.getByRole('heading', { name: 'Encoder' })).toBeVisible();
    await page.getByRole('list', { name: 'Katalog' }).getByRole('button').first().click();
    await expect(page.getByRole('list', { name: 'Die 5 ähnlichsten Produkte' })).toBeVisible();
  });
});
