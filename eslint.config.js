/** Tells `eslint` what to check: type-aware rules over everything that TypeScript compiles. */
import js from '@eslint/js';
import vitest from '@vitest/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import { fileHead } from './lint/file-head.js';
import { literalText } from './lint/literal-text.js';

export default defineConfig([
  globalIgnores(['dist', '.bench', '.training', 'test-results', 'public', '**/*.as.ts']),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './tsconfig.worker.json', './tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { own: { rules: { 'file-head': fileHead, 'literal-text': literalText } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', 300],
      'own/file-head': 'error',
      // numbers read as themselves in a message
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // an API of another thread is asynchronous even where an answer is at hand
      '@typescript-eslint/require-await': 'off',
      // typed arrays in hot loops: a bounds check the loop has already made
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['src/app/**'], ...reactHooks.configs.flat.recommended },
  { files: ['src/app/**'], ignores: ['src/app/messages/**'], rules: { 'own/literal-text': 'error' } },
  {
    files: ['test/**/*.test.ts'],
    plugins: { vitest },
    rules: {
      // a wait that ends by a timeout says as much as an assertion
      'vitest/expect-expect': [
        'error',
        { assertFunctionNames: ['expect', 'expect*', 'aborted', 'says', 'until', 'driver.until'] },
      ],
      'vitest/no-focused-tests': 'error',
      'vitest/no-identical-title': 'error',
      'vitest/no-import-node-test': 'error',
      'vitest/valid-expect': ['error', { maxArgs: 2 }],
      'vitest/valid-expect-in-promise': 'error',
      // a promise is defined, and an object is truthy, whatever comes of it
      'vitest/no-restricted-matchers': [
        'error',
        {
          toBeDefined: 'Say what is expected.',
          toBeTruthy: 'Say what is expected.',
          toBeFalsy: 'Say what is expected.',
        },
      ],
    },
  },
  { files: ['**/*.js'], ...ts.configs.disableTypeChecked },
  { files: ['bench/**', 'test/**', 'vite/**'], rules: { 'no-console': 'off' } },
]);
