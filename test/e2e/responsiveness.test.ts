/** A job of a hundred photos in; the page's long tasks meanwhile, recorded beside the test, out. */
import { expect, test } from './lookalike';
import { assortment } from './photos';

test('the long tasks of the page during a job are on record', async ({ app, drawn, folderOf }, info) => {
  const photos = await drawn(assortment(100));
  await app.open();
  const observed = await app.page.evaluateHandle(() => {
    const durationsMs: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) durationsMs.push(Math.round(duration));
    }).observe({ type: 'longtask' });
    return durationsMs;
  });
  await app.index(await folderOf(photos));
  await app.expectCount(100);
  const durationsMs = await observed.jsonValue();
  const facts = { photos: 100, longTasks: durationsMs.length, durationsMs };
  await info.attach('long-tasks.json', { body: JSON.stringify(facts), contentType: 'application/json' });
  expect(durationsMs.every(Number.isFinite)).toBe(true);
});
