/** Photos that the system hands to the installed app in; that they are indexed or searched, as dropped ones are, out. */
import { expect, test } from './lookalike';
import { assortment } from './photos';

interface Manifest {
  readonly share_target: {
    readonly action: string;
    readonly params: { readonly files: readonly { readonly name: string }[] };
  };
  readonly file_handlers: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
}

test('photos shared with the app are put aside by the service worker, then join the catalogue', async ({
  app,
  drawn,
}) => {
  await app.open();
  const { page } = app;
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const manifest = (await (await page.request.get('/manifest.webmanifest')).json()) as Manifest;
  const { action, params } = manifest.share_target;
  const photos = await drawn(assortment(3));
  const landed = await page.evaluate(
    async ([to, field, files]) => {
      const form = new FormData();
      for (const { name, base64 } of files) {
        const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
        form.append(field, new File([bytes], name, { type: 'image/jpeg' }));
      }
      return (await fetch(to, { method: 'POST', body: form })).url;
    },
    [
      action,
      params.files[0]?.name ?? '',
      photos.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') })),
    ] as const,
  );
  await page.goto(landed);
  await app.jobDone();
  await app.expectCount(3);
  expect((await app.ids(3)).sort()).toEqual(photos.map(({ name }) => name).sort());
  // once: another reload does not give them again
  await page.reload();
  await app.expectCount(3);
  await expect(app.job).toBeHidden();
});

test('a photo that the system opens with the app is searched with', async ({ app, drawn, folderOf }) => {
  const { page } = app;
  await page.addInitScript(() => {
    Object.defineProperty(window, 'launchQueue', {
      value: {
        setConsumer(consumer: unknown) {
          Reflect.set(window, 'launch', consumer);
        },
      },
    });
  });
  await app.open();
  const photos = await drawn(assortment(6));
  await app.index(await folderOf(photos));
  const [photo] = photos;
  await page.evaluate(
    ([name, base64]) => {
      const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const file = new File([bytes], name, { type: 'image/jpeg' });
      const launch: unknown = Reflect.get(window, 'launch');
      if (typeof launch === 'function')
        Reflect.apply(launch, undefined, [{ files: [{ getFile: async () => file }] }]);
    },
    [photo?.name ?? '', photo?.bytes.toString('base64') ?? ''] as const,
  );
  const [best] = await app.matches();
  expect(best?.id.endsWith(photo?.name ?? '-')).toBe(true);
});
