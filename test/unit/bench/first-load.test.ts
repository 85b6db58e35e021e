/** A built page and its scripts in; which of them a first page loads out. */
import { expect, test } from 'vitest';
import { firstLoad, importedBy, importsOf, staticLoads } from '../../../bench/suites/first-load';

test('a page loads its scripts, styles and preloaded modules, not its icon', () => {
  const html = `<link rel="icon" href="/icon.svg"><link rel="stylesheet" crossorigin href="/assets/a.css">
    <link rel="modulepreload" href="./assets/b.js"><script type="module" crossorigin src="/assets/c.js"></script>
    <script>inline()</script>`;
  expect(staticLoads(html)).toEqual(['assets/a.css', 'assets/b.js', 'assets/c.js']);
});

test('what a script imports with itself is told from what it imports by a call, in every spelling of a minifier', () => {
  const script = `import{a as b}from"./a.js";import './side-effect.js';export*from"./c.js";import d,{e}from\`./d.js\`;
    let later=()=>import(\`./e.js\`),other=()=>import( './f.js' ),own=Array.from("./g.js"),meta=import.meta.url;`;
  expect(importsOf(script)).toEqual({
    withItself: ['a.js', 'side-effect.js', 'c.js', 'd.js'],
    byCall: ['e.js', 'f.js'],
  });
});

const FILES: Readonly<Record<string, string>> = {
  'index.html':
    '<link rel="stylesheet" href="/assets/s.css"><script type="module" src="/assets/main.js"></script>',
  'assets/main.js': 'import"./react.js";start(()=>import("./App.js"))',
  'assets/react.js': '',
  'assets/App.js': 'import{c}from"./react.js";import"./shared.js";let screen=()=>import("./screen.js")',
  'assets/shared.js': 'import"./App.js"',
  'assets/screen.js': 'import"./shared.js";import"./for-screens.js"',
  'assets/for-screens.js': '',
};

function read(file: string): Promise<string> {
  const text = FILES[file];
  return text === undefined ? Promise.reject(new Error(`no file ${file}`)) : Promise.resolve(text);
}

test('a first load is the page, what it links, and what starts the app, not a screen that the app imports later', async () => {
  expect([...(await firstLoad(read))].sort()).toEqual([
    'assets/App.js',
    'assets/main.js',
    'assets/react.js',
    'assets/s.css',
    'assets/shared.js',
    'index.html',
  ]);
});

test('scripts that import each other are followed once', async () => {
  expect([...(await importedBy(['assets/screen.js'], read))]).toEqual([
    'assets/screen.js',
    'assets/shared.js',
    'assets/for-screens.js',
    'assets/App.js',
    'assets/react.js',
  ]);
});
