/** Holds the commands to their keys, and the README's table of keys to the commands. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { commandFor, keyName, titleOf, type Command } from '../../../../src/app/commands/command';
import { leaveComparison } from '../../../../src/app/commands/comparison-commands';
import { toggleQuality } from '../../../../src/app/commands/demo-commands';
import { pauseOrResume } from '../../../../src/app/commands/job-commands';
import { addFolder, PAGE_COMMANDS, searchByPhoto } from '../../../../src/app/commands/page-commands';
import type { PageTarget } from '../../../../src/app/commands/page-commands';
import { leaveQuality } from '../../../../src/app/commands/quality-commands';
import { closeSearch, SEARCH_COMMANDS, searchByWords } from '../../../../src/app/commands/search-commands';

/** Which commands listen at once, by screen. */
const SCREENS: Record<string, readonly Command<never>[]> = {
  photos: [...PAGE_COMMANDS, ...SEARCH_COMMANDS, pauseOrResume, searchByWords],
  demo: [...PAGE_COMMANDS, ...SEARCH_COMMANDS, pauseOrResume, searchByWords, toggleQuality],
  figures: [...PAGE_COMMANDS, toggleQuality, leaveQuality],
  comparison: [...PAGE_COMMANDS, leaveComparison],
};
const ALL = [...new Set(Object.values(SCREENS).flat())];
/** Keys that the browser itself handles: it presses the button in focus. */
const OF_THE_BROWSER = ['Enter'];

function page(change: Partial<PageTarget>): PageTarget {
  return {
    isReady: true,
    products: 1,
    takesPhotos: true,
    pickers: {
      chooseFolder: vi.fn(),
      choosePhotos: vi.fn(),
      chooseQuery: vi.fn(),
      chooseVectors: vi.fn(),
      chooseModel: vi.fn(),
    },
    toggleTable: vi.fn(),
    toggleEncoders: vi.fn(),
    showDemo: vi.fn(),
    ...change,
  };
}

/** Rows of the README's table of what can be done: its second column, and its keys. */
function rowsOfReadme(): { readonly how: string; readonly keys: readonly string[] }[] {
  const readme = readFileSync(join(import.meta.dirname, '../../../../README.md'), 'utf8');
  const lines = readme.split('\n');
  const from = lines.findIndex((line) => /^\| to +\| do +\| key +\|$/.test(line)) + 2;
  const length = lines.slice(from).findIndex((line) => !line.startsWith('|'));
  return lines.slice(from, from + length).map((line) => {
    const [, , how = '', keys = ''] = line.split('|').map((cell) => cell.trim());
    return { how, keys: keys.split(', ') };
  });
}

test.each(Object.entries(SCREENS))('each key of the screen %s means one thing', (_screen, commands) => {
  const keys = commands.map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)]);
});

test('every command has an id of its own, and a key as the browser tells it', () => {
  const ids = ALL.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)]);
  for (const { key } of ALL) expect(key).toMatch(/^([a-z/]|Escape|Delete)$/);
});

test('the table of the README has the keys of the commands, and no others', () => {
  const told = rowsOfReadme().flatMap(({ keys }) => keys);
  const known = new Set(ALL.map(({ key }) => keyName(key)));
  expect(told.filter((key) => !OF_THE_BROWSER.includes(key)).sort()).toEqual([...known].sort());
});

test('a button that the README names stands in the row of its key', () => {
  let named = 0;
  for (const { how, keys } of rowsOfReadme()) {
    for (const [, label] of how.matchAll(/_([^_]+)_/g)) {
      const command = ALL.find((one) => one.label === label);
      if (!command) continue;
      named += 1;
      expect(keys, label).toContain(keyName(command.key));
    }
  }
  expect(named).toBeGreaterThan(8);
});

test('a title ends with the key as a keyboard has it', () => {
  expect(titleOf(addFolder)).toBe('Add a folder (F)');
  expect(titleOf(closeSearch)).toBe('Close search (Esc)');
  expect(titleOf(searchByWords)).toMatch(/ \(\/\)$/);
});

test('a key runs its command in either case, where the command is enabled', () => {
  const target = page({});
  expect(commandFor(PAGE_COMMANDS, target, 'S')).toBe(searchByPhoto);
  expect(commandFor(PAGE_COMMANDS, target, 's')).toBe(searchByPhoto);
  expect(commandFor(PAGE_COMMANDS, target, 'x')).toBeUndefined();
  commandFor(PAGE_COMMANDS, target, 'f')?.run(target);
  expect(target.pickers.chooseFolder).toHaveBeenCalledOnce();
});

test.each<[string, Partial<PageTarget>, string[]]>([
  ['all is there', {}, ['s', 'f', 'p', 'v', 't', 'e', 'd']],
  ['the catalogue is still closed', { isReady: false }, ['e']],
  ['there is nothing to search', { products: 0 }, ['f', 'p', 'v', 'e', 'd']],
  ['vectors are shown', { takesPhotos: false, showDemo: undefined }, ['f', 'p', 'v', 't', 'e']],
  ['the demo is shown', { toggleTable: undefined, showDemo: undefined }, ['s', 'f', 'p', 'v', 'e']],
])('where %s, the enabled commands are these', (_where, change, keys) => {
  const target = page(change);
  expect(PAGE_COMMANDS.filter((command) => command.isEnabled(target)).map(({ key }) => key)).toEqual(keys);
});

test('a search has keys only while there is one', () => {
  const none = { search: undefined, closeSearch: vi.fn(), refocus: vi.fn() };
  expect(SEARCH_COMMANDS.filter((command) => command.isEnabled(none))).toEqual([]);
  const search = {
    query: { kind: 'product' as const, id: 'a', name: 'a' },
    focus: 'off' as const,
    drawn: undefined,
    answer: undefined,
    pending: false,
    failure: undefined,
  };
  const some = { ...none, search, removeOpened: vi.fn() };
  // the focus that is in force needs no key
  expect(SEARCH_COMMANDS.filter((command) => command.isEnabled(some)).map(({ key }) => key)).toEqual([
    'a',
    'h',
    'Escape',
    'Delete',
  ]);
  commandFor(SEARCH_COMMANDS, some, 'a')?.run(some);
  expect(some.refocus).toHaveBeenCalledWith('auto');
});
