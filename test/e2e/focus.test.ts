/** A query's focus, changed by pointer, finger and keys, in; what the encoder saw of it and new lookalikes out. */
import type { App, ShownBox } from './app';
import { expect, test, type Stocked } from './lookalike';

const ID = 'garments/004-black-hat.jpg';

/** These tests hold for any focus network: what it finds in Auto is not asked, only that the app says something. */
const AUTO = /^The (product(,|;| alone)|whole photo: )/;
const OFF = 'The whole photo';
const BY_HAND = 'The part you chose';

/** In shares of the query photo's sides. */
type Place = readonly [x: number, y: number];

/** Searches with the third photo. */
async function searching({ app, photos }: Stocked): Promise<void> {
  await app.drop(photos.slice(2, 3));
  await app.matches();
}

/** From Off, by hand begins with the whole photo; from Auto with whatever the network found. */
async function byHand(app: App): Promise<void> {
  await app.focus('Off').check();
  await expect(app.search.getByText(OFF, { exact: true })).toBeVisible();
  await app.focus('By hand').check();
  expect(await app.box()).toEqual({ left: 0, top: 0, width: 100, height: 100 });
}

async function pointsOn(app: App, places: readonly Place[]): Promise<{ x: number; y: number }[]> {
  const photo = await app.search.getByRole('img', { name: /^(Query photo|Product)/ }).boundingBox();
  if (!photo) throw new Error('the query photo is not shown');
  return places.map(([x, y]) => ({ x: photo.x + x * photo.width, y: photo.y + y * photo.height }));
}

/** Presses at the first place and moves to the others without letting go. */
async function pull(app: App, ...places: readonly Place[]): Promise<void> {
  const [start, ...others] = await pointsOn(app, places);
  if (!start) return;
  await app.page.mouse.move(start.x, start.y);
  await app.page.mouse.down();
  for (const { x, y } of others) await app.page.mouse.move(x, y, { steps: 4 });
}

async function expectBox(app: App, expected: ShownBox): Promise<void> {
  await expect(async () => {
    const found = await app.box();
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      // a pointer rests on whole pixels
      expect(Math.abs(found[side] - expected[side]), `${side} of ${JSON.stringify(found)}`).toBeLessThan(2);
    }
  }).toPass({ timeout: 5000 });
}

async function expectOtherMatches(app: App, before: Awaited<ReturnType<App['matches']>>): Promise<void> {
  await expect.poll(() => app.matches()).not.toEqual(before);
}

test('a dropped photo shows what the encoder sees of it, and Off searches with the whole photo', async ({
  stocked,
}) => {
  const { app, photos } = stocked;
  await searching(stocked);
  await expect(app.focus('Auto')).toBeChecked();
  await expect(app.seen).toBeVisible();
  await expect(app.search.getByText(AUTO)).toBeVisible();
  const places = async () => [
    await app.results.boundingBox(),
    await app.catalogue.boundingBox(),
    await app.seen.boundingBox(),
  ];
  const before = await places();
  // fewer than five at any moment would be results that vanished before the new ones came
  const fewest = await app.results.evaluateHandle((results) => {
    const seen = { fewest: Infinity };
    new MutationObserver(() => {
      seen.fewest = Math.min(seen.fewest, results.querySelectorAll('button').length);
    }).observe(results, { childList: true, subtree: true, attributes: true });
    return seen;
  });

  await app.focus('Off').check();
  await expect(app.search.getByText(OFF, { exact: true })).toBeVisible();
  await expect(app.search.getByText(AUTO)).toBeHidden();
  expect(await places(), 'nothing is moved by another sentence').toEqual(before);

  await app.focus('Off').press('ArrowLeft');
  await expect(app.focus('Auto')).toBeChecked();
  await expect(app.search.getByText(AUTO)).toBeVisible();
  expect((await app.matches())[0]).toEqual({ id: `garments/${photos[2]?.name}`, score: 1 });
  expect((await fewest.jsonValue()).fewest).toBeGreaterThanOrEqual(5);
});

test('a part drawn, moved and resized with the mouse is searched with', async ({ stocked }) => {
  const { app } = stocked;
  await searching(stocked);
  await byHand(app);
  const whole = await app.matches();

  await pull(app, [0.3, 0.3], [0.7, 0.7]);
  await expectBox(app, { left: 30, top: 30, width: 40, height: 40 });
  await app.page.mouse.up();
  await expect(app.search.getByText(BY_HAND)).toBeVisible();
  await expectOtherMatches(app, whole);
  const drawnPart = await app.matches();

  await pull(app, [0.5, 0.5], [0.1, 0.1]);
  await app.page.mouse.up();
  await expectBox(app, { left: 0, top: 0, width: 40, height: 40 });
  await expectOtherMatches(app, drawnPart);

  await pull(app, [0.4, 0.4], [0.9, 0.8]);
  await app.page.mouse.up();
  await expectBox(app, { left: 0, top: 0, width: 90, height: 80 });

  await test.step('a pull past the edge ends at the edge, and Escape takes a pull back', async () => {
    await pull(app, [0.9, 0.8], [1.4, 1.3]);
    await app.page.mouse.up();
    await expectBox(app, { left: 0, top: 0, width: 100, height: 100 });
    await pull(app, [0.4, 0.4], [0.6, 0.6]);
    await expectBox(app, { left: 40, top: 40, width: 20, height: 20 });
    await app.page.keyboard.press('Escape');
    await app.page.mouse.up();
    await expectBox(app, { left: 0, top: 0, width: 100, height: 100 });
    await expect(app.search).toBeVisible();
  });

  await test.step('the part comes back after a look at the whole photo', async () => {
    await pull(app, [0.3, 0.4], [0.5, 0.8]);
    await app.page.mouse.up();
    await app.focus('Off').check();
    await expect(app.crop).toBeHidden();
    await app.focus('By hand').check();
    await expectBox(app, { left: 30, top: 40, width: 20, height: 40 });
  });
});

test('a part chosen with the keys alone is searched with', async ({ stocked }) => {
  const { app } = stocked;
  await searching(stocked);
  const { keyboard } = app.page;
  await byHand(app);
  const whole = await app.matches();
  await keyboard.press('Tab');
  await expect(app.crop).toBeFocused();
  expect(await app.crop.evaluate((box) => getComputedStyle(box).outlineWidth)).toBe('3px');
  await expect(app.crop).toHaveAccessibleDescription(/Arrow keys move the box/);

  for (let i = 0; i < 20; i++) await keyboard.press('Shift+ArrowLeft');
  for (let i = 0; i < 25; i++) await keyboard.press('Shift+ArrowUp');
  for (let i = 0; i < 5; i++) await keyboard.press('ArrowRight');
  await keyboard.press('ArrowDown');
  expect(await app.box()).toEqual({ left: 10, top: 2, width: 60, height: 50 });
  await expect(app.search.getByText(BY_HAND)).toBeVisible();
  await expectOtherMatches(app, whole);

  await keyboard.press('Escape');
  await expect(app.focus('By hand')).toBeFocused();
  await keyboard.press('a');
  await expect(app.search.getByText(AUTO)).toBeVisible();
  await keyboard.press('h');
  expect(await app.box()).toEqual({ left: 10, top: 2, width: 60, height: 50 });
  await keyboard.press('o');
  await expect(app.search.getByText(OFF, { exact: true })).toBeVisible();
  await keyboard.press('Escape');
  await expect(app.search).toBeHidden();
});

test('a product shows what the encoder saw of it, and other parts of it find others', async ({
  stocked: { app },
}) => {
  const stored = await app.lookalikesOf(ID);
  await expect(app.seen).toBeVisible();
  await expect(app.search.getByText(AUTO)).toBeVisible();

  await byHand(app);
  const whole = await app.matches();
  expect(whole.map(({ id }) => id)).not.toContain(ID);
  await pull(app, [0.3, 0.3], [0.6, 0.6]);
  await app.page.mouse.up();
  await expect(app.search.getByText(BY_HAND)).toBeVisible();
  await expectOtherMatches(app, whole);
  expect((await app.matches()).map(({ id }) => id)).not.toContain(ID);
  // on the box this key must not remove the product
  await expect(app.crop).toBeFocused();
  await app.page.keyboard.press('Delete');
  await app.expectCount(12);

  await app.focus('Auto').check();
  await expect(app.search.getByText(AUTO)).toBeVisible();
  expect(await app.matches()).toEqual(stored);

  await test.step('the next query begins in Auto', async () => {
    await app.focus('Off').check();
    await app.results.getByRole('button').first().click();
    await expect(app.focus('Auto')).toBeChecked();
    await expect(app.search.getByText(AUTO)).toBeVisible();
  });
});

test('on a phone a finger draws a part on a photo as wide as the screen, and the page stays where it is', async ({
  stocked,
}) => {
  const { app, context } = stocked;
  await app.page.setViewportSize({ width: 390, height: 844 });
  await searching(stocked);
  await byHand(app);
  const whole = await app.matches();
  const session = await context.newCDPSession(app.page);
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
  const [start, ...others] = await pointsOn(app, [
    [0.3, 0.25],
    [0.5, 0.5],
    [0.7, 0.75],
  ]);
  if (!start) throw new Error('no place to touch');
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [start] });
  for (const point of others) {
    await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [point] });
  }
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await expectBox(app, { left: 30, top: 25, width: 40, height: 50 });
  await expect(app.search.getByText(BY_HAND)).toBeVisible();
  await expectOtherMatches(app, whole);
  const page = await app.page.evaluate(() => ({
    sideways: document.documentElement.scrollWidth - window.innerWidth,
    scrolled: window.scrollY,
  }));
  expect(page.sideways).toBeLessThanOrEqual(0);
  expect(page.scrolled).toBe(0);
  await expect(app.results.getByRole('button').first()).toBeInViewport();
  await session.detach();
});
