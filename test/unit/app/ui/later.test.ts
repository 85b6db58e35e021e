/** A component in a chunk of its own in; that it is drawn at once where it has come, and asked for again where it has not, out. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { later } from '../../../../src/app/ui/later';

function Greeting({ name }: { readonly name: string }) {
  return createElement('p', {}, `Good day, ${name}`);
}

test('takes no room before it has come, and is drawn in the same step once it has', async () => {
  let asked = 0;
  const Late = later(async () => {
    asked += 1;
    return Greeting;
  });
  expect(renderToStaticMarkup(createElement(Late, { name: 'Ann' }))).toBe('');
  await Promise.all([Late.load(), Late.load()]);
  expect(renderToStaticMarkup(createElement(Late, { name: 'Ann' }))).toBe('<p>Good day, Ann</p>');
  await Late.load();
  expect(asked).toBe(1);
});

test('what could not be had is told, and asked for again', async () => {
  let isOffline = true;
  const Late = later(async () => {
    if (isOffline) throw new TypeError('no network');
    return Greeting;
  });
  await expect(Late.load()).rejects.toThrow('no network');
  isOffline = false;
  await Late.load();
  expect(renderToStaticMarkup(createElement(Late, { name: 'Ann' }))).toContain('Ann');
});
