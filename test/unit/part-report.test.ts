/** Proves that retried tests are counted and named, and that the slowest files come first. */
import { expect, test } from 'vitest';
import { fromPlaywright, slowestFiles, type PlaywrightReport } from '../part-report';

const report: PlaywrightReport = {
  suites: [
    {
      title: 'focus.test.ts',
      file: 'focus.test.ts',
      specs: [
        { title: 'is found', tests: [{ status: 'expected', results: [{ duration: 1000 }] }] },
        { title: 'needs a GPU', tests: [{ status: 'skipped', results: [] }] },
      ],
      suites: [
        {
          title: 'by hand',
          file: 'focus.test.ts',
          specs: [
            {
              title: 'is drawn',
              tests: [{ status: 'flaky', results: [{ duration: 300 }, { duration: 200 }] }],
            },
          ],
        },
      ],
    },
    {
      title: 'words.test.ts',
      file: 'words.test.ts',
      specs: [{ title: 'are read', tests: [{ status: 'unexpected', results: [{ duration: 20 }] }] }],
    },
  ],
};

test('a test that passed when run again is passed, and named', () => {
  expect(fromPlaywright(report, 'test/e2e')).toEqual({
    passed: 2,
    failed: 1,
    skipped: 1,
    retried: ['test/e2e/focus.test.ts: by hand › is drawn'],
    files: [
      { file: 'test/e2e/focus.test.ts', ms: 1500 },
      { file: 'test/e2e/words.test.ts', ms: 20 },
    ],
  });
});

test('the report of a runner that died is refused', () => {
  expect(() => fromPlaywright({} as PlaywrightReport, 'test/e2e')).toThrow(TypeError);
});

test('of the files only the slowest are named, the slowest first', () => {
  const files = [20, 1500, 65_040].map((ms) => ({ file: `${ms}.test.ts`, ms }));
  expect(slowestFiles(files, 2)).toEqual(['   65.0 s  65040.test.ts', '    1.5 s  1500.test.ts']);
});
