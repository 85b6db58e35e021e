/** A search and a long job in; what a screen reader is told of them, each once and by one region, and the page's long tasks, out. */
import type { Page } from '@playwright/test';
import { expect, test } from './lookalike';
import { assortment } from './photos';

const PHOTOS = 120;

/** Collects what the page's live region comes to say. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const said: string[] = [];
    Reflect.set(window, 'said', said);
    const region = document.querySelector('[aria-label="Announcements"]');
    if (!region) throw new Error('the page has no region of announcements');
    new MutationObserver(() => said.push(region.textContent.trim())).observe(region, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
  return () => page.evaluate(() => Reflect.get(window, 'said') as string[]);
}

test('quarters of a long job, then each search’s closest lookalike, are announced once, in one polite region', async ({
  app,
  drawn,
  folderOf,
}, info) => {
  // a job that is long enough for milestones takes its time on a busy machine
  test.setTimeout(300_000);
  const { page } = app;
  await app.open();
  const said = await listen(page);
  const longTasksMs = await page.evaluateHandle(() => {
    const durations: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durations.push(Math.round(duration));
    }).observe({ type: 'longtask' });
    return durations;
  });
  await app.index(await folderOf(await drawn(assortment(PHOTOS))));
  // on record beside the test: how long they are is the machine's doing, too
  const facts = { photos: PHOTOS, durationsMs: await longTasksMs.jsonValue() };
  await info.attach('long-tasks.json', { body: JSON.stringify(facts), contentType: 'application/json' });
  const milestones = await said();
  // a fast machine may pass one between two reports of the job, none may come twice or out of order
  expect(['25', '50', '75'].map((share) => `“garments”: ${share}% done`)).toEqual(
    expect.arrayContaining(milestones),
  );
  expect(milestones).toEqual([...new Set(milestones)].sort());
  expect(milestones.length).toBeGreaterThan(0);

  const [best] = await app.lookalikesOf('garments/000-crimson-shirt.jpg');
  const name = best?.id.replace(/^garments\/|\.jpg$/g, '') ?? '';
  await expect
    .poll(async () => (await said()).slice(milestones.length))
    .toEqual([`5 lookalikes found. Closest: ${name}, similarity ${best?.score.toFixed(2) ?? ''}.`]);
  // the results themselves are not live: their names would be read again with every picture that comes
  await expect(app.search.locator('[aria-live]')).toHaveCount(0);
});

test('at 200 % zoom the page needs no scrolling to the side', async ({ stocked: { app } }) => {
  const { page } = app;
  // zoom halves the width that a page has, in its own pixels
  await page.setViewportSize({ width: 640, height: 400 });
  await app.lookalikesOf('garments/000-crimson-shirt.jpg');
  const [wide, window] = await page.evaluate(
    () => [document.documentElement.scrollWidth, innerWidth] as const,
  );
  expect(wide).toBeLessThanOrEqual(window);
  await expect(app.header.getByRole('button', { name: 'Search by photo' })).toBeInViewport();
});

test('with reduced motion nothing moves by itself', async ({ app }) => {
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await app.open();
  const moving = await app.page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return (
          animationName !== 'none' || transitionDuration.split(', ').some((time) => parseFloat(time) > 0)
        );
      }).length,
  );
  expect(moving).toBe(0);
});
