/** Every screen, light, dark and narrow, in; no finding of axe, and everything reached by keyboard alone, out. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { App } from './app';
import { expect, test } from './lookalike';
import { assortment } from './photos';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectNoFinding(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const findings = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
  expect(findings).toEqual([]);
}

async function openDemo({ page }: App): Promise<void> {
  await page.goto('/?demo');
  await expect(page.getByRole('list', { name: 'Catalogue' }).locator('img').first()).toBeVisible();
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 320]) {
    test.describe(`in ${colorScheme} colours, ${width} px wide, axe finds nothing`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } });

      test('on the empty page', async ({ app }) => {
        await app.open();
        await expectNoFinding(app.page);
      });

      test('in the demo, its search and its figures', async ({ app }) => {
        await openDemo(app);
        await expectNoFinding(app.page);
        await app.catalogue.getByRole('button').nth(1).click();
        await app.matches();
        await expectNoFinding(app.page);
        await app.page.keyboard.press('g');
        await expect(app.page.getByRole('row').nth(20)).toBeVisible();
        await expectNoFinding(app.page);
      });

      test('on the page of vectors', async ({ app }) => {
        await app.open();
        await app.page.evaluate(() => {
          window.location.hash = '#vectors';
        });
        await expect(app.page.getByRole('region', { name: 'Start with vectors' })).toBeVisible();
        await expectNoFinding(app.page);
      });
    });
  }
}

test('axe finds nothing on photos, a search among them, a box drawn by hand and the lookalike table', async ({
  app,
  drawn,
  folderOf,
}) => {
  await app.open();
  await app.index(await folderOf(await drawn(assortment(12))));
  await expectNoFinding(app.page);
  await app.catalogue.getByRole('button').first().click();
  await app.matches();
  await expectNoFinding(app.page);
  await app.focus('By hand').check();
  await expect(app.crop).toBeVisible();
  await expectNoFinding(app.page);
  await app.header.getByRole('button', { name: 'Lookalike table' }).click();
  await expect(app.table).toBeVisible();
  await expectNoFinding(app.page);
});

test('by keyboard alone the demo is opened, searched, judged and left', async ({ app }) => {
  await app.open();
  const { page } = app;
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      const focused = page.locator(':focus');
      const label = await focused.evaluate(
        (element) => element.getAttribute('aria-label') ?? element.textContent,
      );
      if (name.test(label)) return focused;
    }
    throw new Error(`Tab does not lead to ${name.source}`);
  };
  const demo = await tabTo(/Try the demo/);
  const outline = await demo.evaluate((element) => getComputedStyle(element).outlineStyle);
  expect(outline).toBe('solid');
  await page.keyboard.press('Enter');
  await expect(app.catalogue.getByRole('button').first()).toBeVisible();
  await app.catalogue.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await app.matches();
  await page.keyboard.press('Escape');
  await expect(app.search).toBeHidden();
  await page.keyboard.press('g');
  await expect(page.getByRole('region', { name: 'How good is it?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(app.catalogue).toBeVisible();
});
