/** Every screen, light, dark and narrow, in; no finding of axe, and everything reached by keyboard alone, out. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import type { App } from './app';
import { expect, test } from './lookalike';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectNoFinding(page: Page, where = 'the page'): Promise<void> {
  // what waits for its answer is dimmed for a moment
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect(page.locator('[aria-busy=true], [data-pending]')).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const findings = violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' | ')}`,
  );
  expect(findings, where).toEqual([]);
}

/** Light and dark, wide and narrow: the styles follow at once, without a reload. */
async function expectNoFindingAnywhere(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      // nothing is read by scrolling sideways; the grid lays its columns out anew once it has seen its width
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth))
        .toBeLessThanOrEqual(width);
      await expectNoFinding(page, `${colorScheme}, ${width} px`);
    }
  }
}

async function openDemo({ page }: App): Promise<void> {
  await page.goto('/?demo');
  await expect(page.getByRole('list', { name: 'Catalogue' }).locator('img').first()).toBeVisible();
}

test.describe('light and dark, wide and narrow, axe finds nothing', () => {
  test('on the empty page and the page of vectors', async ({ app }) => {
    await app.open();
    await expectNoFindingAnywhere(app.page);
    await app.page.evaluate(() => {
      window.location.hash = '#vectors';
    });
    await expect(app.page.getByRole('region', { name: 'Start with vectors' })).toBeVisible();
    await expectNoFindingAnywhere(app.page);
  });

  test('in the demo, its search and its figures', async ({ app }) => {
    // axe looks twelve times, on a machine that may be busy
    test.setTimeout(240_000);
    await openDemo(app);
    await expectNoFindingAnywhere(app.page);
    await app.catalogue.getByRole('button').nth(1).click();
    await app.matches();
    await expectNoFindingAnywhere(app.page);
    await app.page.keyboard.press('g');
    await expect(app.page.getByRole('row').nth(20)).toBeVisible();
    await expectNoFindingAnywhere(app.page);
  });
});

test('axe finds nothing on photos, a search among them, a box drawn by hand and the lookalike table', async ({
  stocked: { app },
}) => {
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
  await app.table.getByRole('button', { name: 'Close' }).click();
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
