/** Addresses and the browser's languages in; proof of the language that the page speaks. */
import { describe, expect, test } from 'vitest';
import { pseudo } from '../../../../src/app/messages/pseudo';
import { languageFor } from '../../../../src/app/messages/speak';

describe('the language', () => {
  test.each([
    ['', ['en-GB', 'fr'], 'en'],
    ['', ['fr', 'en'], 'en'],
    ['', ['fr', 'ja'], 'en'],
    ['', [], 'en'],
    ['', ['de-AT', 'en'], 'de'],
    ['', ['fr', 'de'], 'de'],
    ['', ['en-GB', 'de-DE'], 'en'],
    ['?lang=de', ['en'], 'de'],
    ['?lang=de-CH', ['en'], 'de'],
    ['?lang=en', ['de'], 'en'],
    ['?device=wasm&lang=en', ['fr'], 'en'],
    ['?lang=en-US', ['fr'], 'en'],
    ['?lang=tlh', ['fr'], 'en'],
    ['?lang=en-XA', ['en'], 'en-XA'],
    // for whoever looks for what is not translated, never by itself
    ['', ['en-XA'], 'en'],
    ['?lang=toString', ['en'], 'en'],
  ])('of the address “%s” and a browser that wants %j is %s', (search, wanted, expected) => {
    expect(languageFor(search, wanted)).toBe(expected);
  });
});

test('the pseudo-language brackets and lengthens every text, however deep, and what functions make', () => {
  const said = pseudo('start', {
    plain: 'Try the demo',
    deep: { what: 'No', none: '' },
    made: (n: number) => `${n} photos`,
    pair: (n: number) => ({ what: `${n} left` }),
  });
  expect(said.plain).toBe('⟦Try thee deemoo⟧');
  expect(said.deep).toEqual({ what: '⟦Noo⟧', none: '' });
  expect(said.made(3)).toBe('⟦3 phootoos⟧');
  expect(said.pair(2)).toEqual({ what: '⟦2 leeft⟧' });
});
