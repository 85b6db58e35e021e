/** Photos in, in a browser with a WebGPU adapter; the same lookalikes as on WASM out. */
import type { Browser } from '@playwright/test';
import { App, type ShownMatch } from './app';
import { complaintsOf, expect, test, withoutFolderPicker } from './lookalike';
import { assortment } from './photos';

const SKETCHES = assortment(8);
// an adapter that the CPU emulates takes its time to open the encoder
const OPEN_MS = 120_000;
test.describe.configure({ timeout: 300_000 });
/** Scores are shown with two digits: rounding alone may part them by one in the last. */
const TOLERANCE = 0.011;

async function lookalikesOn(
  device: 'webgpu' | 'wasm',
  browser: Browser,
  baseURL: string | undefined,
  folder: string,
): Promise<ReadonlyMap<string, readonly ShownMatch[]>> {
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  try {
    await withoutFolderPicker(context);
    const complaints = complaintsOf(context);
    const app = new App(await context.newPage());
    await app.open(device === 'wasm' ? '?device=wasm' : '');
    await expect(app.header).toContainText(device === 'webgpu' ? 'WebGPU' : 'WASM', { timeout: OPEN_MS });
    await app.index(folder);
    await app.expectCount(SKETCHES.length);
    const found = new Map<string, readonly ShownMatch[]>();
    for (const { name } of SKETCHES) {
      const id = `garments/${name}`;
      found.set(id, await app.lookalikesOf(id));
    }
    expect(complaints, 'errors on the console').toEqual([]);
    return found;
  } finally {
    await context.close();
  }
}

test('with a WebGPU adapter the app takes WebGPU by itself, and WASM, where it is forced, gives the same lookalikes', async ({
  browser,
  baseURL,
  drawn,
  folderOf,
}) => {
  const folder = await folderOf(await drawn(SKETCHES));
  const webgpu = await lookalikesOn('webgpu', browser, baseURL, folder);
  const wasm = await lookalikesOn('wasm', browser, baseURL, folder);
  expect([...webgpu.keys()]).toEqual([...wasm.keys()]);
  for (const [id, expected] of wasm) {
    const found = webgpu.get(id) ?? [];
    const scores = new Map(expected.map((match) => [match.id, match.score]));
    const worst = expected.at(-1)?.score ?? 0;
    found.forEach((match, rank) => {
      const place = `${id}, rank ${rank + 1}: ${match.id}`;
      expect(Math.abs(match.score - (expected[rank]?.score ?? NaN)), place).toBeLessThan(TOLERANCE);
      // a product that only one device shows stands within rounding of the fifth place
      const score = scores.get(match.id) ?? worst;
      expect(Math.abs(match.score - score), place).toBeLessThan(TOLERANCE);
    });
  }
});

test('a GPU that is lost amid a job is survived: the encoder is opened again, the job ends whole, and the page says so', async ({
  page,
  context,
  drawn,
  folderOf,
}) => {
  test.setTimeout(300_000);
  await withoutFolderPicker(context);
  const app = new App(page);
  await app.open('?device=webgpu');
  await expect(app.header).toContainText('WebGPU', { timeout: OPEN_MS });
  // the next thing that the encoder does on its device destroys that device, for good
  await Promise.all(
    page
      .workers()
      .filter((worker) => worker.url().includes('encoder.worker'))
      .map((worker) =>
        worker.evaluate(() => {
          const device = Reflect.get(globalThis, 'GPUDevice') as { prototype: object };
          const create = Reflect.get(device.prototype, 'createCommandEncoder') as (
            ...given: readonly unknown[]
          ) => unknown;
          Reflect.set(
            device.prototype,
            'createCommandEncoder',
            function (this: { destroy(): void }, ...given: readonly unknown[]) {
              this.destroy();
              return Reflect.apply(create, this, [...given]);
            },
          );
        }),
      ),
  );
  await app.index(await folderOf(await drawn(SKETCHES)));
  await app.expectCount(SKETCHES.length);
  await expect(page.getByText(/The encoder .* stopped and was opened again/)).toBeVisible();
  for (const { name } of SKETCHES.slice(0, 3)) await app.lookalikesOf(`garments/${name}`);
});
