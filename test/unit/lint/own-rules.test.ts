/** Proves that the project's own lint rules find what they forbid, and nothing else. */
import { Linter, type Rule } from 'eslint';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';
import { fileHead } from '../../../lint/file-head.js';
import { literalText } from '../../../lint/literal-text.js';

function findings(rule: Rule.RuleModule, source: string): readonly Linter.LintMessage[] {
  const config: Linter.Config = {
    files: ['**/*.tsx'],
    languageOptions: {
      parser: ts.parser,
      parserOptions: { ecmaFeatures: { jsx: true } },
    },
    plugins: { own: { rules: { rule } } },
    rules: { 'own/rule': 'error' },
  };
  return new Linter().verify(source, config, 'part.tsx');
}

test.each([
  ['<p>Two photos</p>', 1],
  ['<p>{n} photos</p>', 1],
  ['<p>{" · "}{common.photos(n)}</p>', 0],
  ['<b title="Close" />', 1],
  ['<b aria-label={`Remove ${name}`} />', 1],
  ['<b className="button button-main" aria-keyshortcuts="s" />', 0],
  ['f(isOpen ? "Close the list" : undefined)', 1],
  ['const words = { off: "Off" }', 1],
  ['import "Two photos"', 0],
  ['type Words = "Two photos"', 0],
  ['key === "Page down"', 0],
  ['["Page down"].includes("Page down")', 1],
  ['new LookalikeError("PhotoEmpty", "zero bytes came")', 0],
])('a look for words at %s finds %i', (source, expected) => {
  expect(findings(literalText, source).map(({ ruleId }) => ruleId)).toEqual(
    new Array(expected).fill('own/rule'),
  );
});

test.each([
  ['/** Says what it does. */\nf();', 0],
  ['#!/usr/bin/env node\n/** Says what it does. */\nf();', 0],
  ['f();', 1],
  ['// Says what it does.\nf();', 1],
  ['/***/\nf();', 1],
])('a look for a head at %j finds %i', (source, expected) => {
  expect(findings(fileHead, source).map(({ ruleId }) => ruleId)).toEqual(
    new Array(expected).fill('own/rule'),
  );
});
