/** The sources of the page in; proof that what people read or hear stands in the messages alone. */
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

const APP = join(import.meta.dirname, '../../../src/app');

/** Attributes that somebody reads or hears, of elements and of the page's own components. */
const SAID = new Set([
  'title',
  'alt',
  'placeholder',
  'label',
  'note',
  'word',
  'aria-label',
  'aria-valuetext',
]);
/** Further ones that are said, by how they begin; the others of `aria-` hold ids, keys and states. */
const SAID_ARIA = /^aria-(roledescription|description|placeholder|valuetext|label)$/;

/** What is a name in every language: of the app, and of units and keys of data. */
const NAMES = new Set(['Lookalike', 'TSV', 'CSV', 'JSON Lines', 'px']);

const LETTERS = /\p{L}{2,}/u;
/** Words with spaces between them, or one that begins as a sentence or a label does. */
const PROSE = /\p{L}{2,}[,.:;…’”]? \p{L}|^\p{Lu}\p{Ll}+( |$|[.…:])/u;

function isSaid(text: string): boolean {
  return LETTERS.test(text) && !NAMES.has(text.trim().replace(/^[·×\s]+/u, ''));
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('0');
  }
  return undefined;
}

/** An error's message for developers, a class, a type, or what a machine reads. */
function isForMachines(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isImportDeclaration(parent) || ts.isLiteralTypeNode(parent)) return true;
  if (ts.isCallExpression(parent) && parent.expression.kind === ts.SyntaxKind.ImportKeyword) return true;
  // compared with what a machine gives: a key, a type
  if (ts.isBinaryExpression(parent) && /^(===|!==|in)$/.test(parent.operatorToken.getText())) return true;
  if (ts.isCallExpression(parent) && /\.includes$/.test(parent.expression.getText())) return true;
  for (let at: ts.Node = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isNewExpression(at) && at.expression.getText().endsWith('Error')) return true;
    if (ts.isJsxAttribute(at)) return !SAID.has(at.name.getText()) && !SAID_ARIA.test(at.name.getText());
  }
  return false;
}

/** Texts of a file that are said without standing in the messages, as `line: text`. */
function literalText(path: string, source: string): string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    found.push(`${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${text.trim()}`);
  };
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (ts.isJsxText(node)) {
      if (isSaid(node.text)) note(node, node.text);
    } else if (text !== undefined && !isForMachines(node)) {
      const inAttribute = ts.isJsxAttribute(node.parent);
      const inElement = ts.isJsxExpression(node.parent) && !ts.isJsxAttribute(node.parent.parent);
      if (isSaid(text) && (inAttribute || inElement || PROSE.test(text))) note(node, text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** A file that draws in code or speaks in paths, not in words, has none of these. */
const NOT_PROSE: Readonly<Record<string, readonly RegExp[]>> = {
  'search/mask-path.ts': [/<svg|<filter|<path/],
  // to the service worker
  'offline/updates.ts': [/^take over$/],
  'commands/use-commands.ts': [/^input:not/],
  // keys, as the browser tells them
  'commands/search-commands.ts': [/^(Escape|Delete)$/],
  'commands/comparison-commands.ts': [/^Escape$/],
  'commands/quality-commands.ts': [/^Escape$/],
};

const files = readdirSync(APP, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => ['.ts', '.tsx'].includes(extname(name)) && !name.startsWith('messages/'));

describe('what is said stands in the messages', () => {
  test.each(files)('and not in %s', (name) => {
    const odd = literalText(name, readFileSync(join(APP, name), 'utf8'));
    const allowed = NOT_PROSE[name] ?? [];
    expect(odd.filter((text) => !allowed.some((one) => one.test(text.replace(/^\d+: /, ''))))).toEqual([]);
  });
});

test.each([
  ['<p>Two photos</p>', 1],
  ['<p>{n} photos</p>', 1],
  ['<p>{" · "}{common.photos(n)}</p>', 0],
  ['<b title="Close" />', 1],
  ['<b aria-label={`Remove ${name}`} />', 1],
  ['<b className="button button-main" aria-keyshortcuts="s" />', 0],
  ['f(isOpen ? "Close the list" : undefined)', 1],
  ['const words = { off: "Off" }', 1],
  ['new LookalikeError("PhotoEmpty", "zero bytes came")', 0],
])('a look at %s finds %i', (source, expected) => {
  expect(literalText('part.tsx', source)).toHaveLength(expected);
});
