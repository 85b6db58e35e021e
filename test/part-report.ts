/** Counts what the tests of one part did, and which of their files took longest. */

/** What the tests of one part did. */
export interface PartReport {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of those that passed only when they were run again; they are among the passed. */
  readonly retried: readonly string[];
  readonly files: readonly FileTime[];
}

export interface FileTime {
  /** Path from the root of the repository. */
  readonly file: string;
  /** Of all its tests, also where they ran beside each other. */
  readonly ms: number;
}

/** The part of Playwright's JSON report that is read here. */
export interface PlaywrightReport {
  readonly suites: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  readonly title: string;
  /** Path from the folder of the tests. */
  readonly file: string;
  readonly specs: readonly PlaywrightSpec[];
  readonly suites?: readonly PlaywrightSuite[];
}

interface PlaywrightSpec {
  readonly title: string;
  readonly tests: readonly {
    readonly status: 'expected' | 'unexpected' | 'flaky' | 'skipped';
    readonly results: readonly { readonly duration: number }[];
  }[];
}

/** Throws a TypeError where `report` has no suites: a runner that died has not written them. */
export function fromPlaywright(report: PlaywrightReport, folder: string): PartReport {
  const specs = report.suites.flatMap((suite) => specsOf(suite));
  const tests = specs.flatMap(({ file, title, spec }) =>
    spec.tests.map((test) => ({ file, title, ...test })),
  );
  const count = (status: string) => tests.filter((test) => test.status === status).length;
  const ms = new Map<string, number>();
  for (const { file, results } of tests) {
    const took = results.reduce((sum, { duration }) => sum + duration, 0);
    ms.set(file, (ms.get(file) ?? 0) + took);
  }
  return {
    passed: count('expected') + count('flaky'),
    failed: count('unexpected'),
    skipped: count('skipped'),
    retried: tests
      .filter(({ status }) => status === 'flaky')
      .map(({ file, title }) => `${folder}/${file}: ${title}`),
    files: [...ms].map(([file, took]) => ({ file: `${folder}/${file}`, ms: took })),
  };
}

interface FoundSpec {
  readonly file: string;
  readonly title: string;
  readonly spec: PlaywrightSpec;
}

/** Those of a suite and of the suites in it, by titles that name them all. */
function specsOf(suite: PlaywrightSuite, above: readonly string[] = []): FoundSpec[] {
  const own = suite.specs.map((spec) => ({
    file: suite.file,
    title: [...above, spec.title].join(' › '),
    spec,
  }));
  return own.concat((suite.suites ?? []).flatMap((inner) => specsOf(inner, [...above, inner.title])));
}

/** The `count` slowest files, one a line, the slowest first. */
export function slowestFiles(files: readonly FileTime[], count: number): string[] {
  return [...files]
    .sort((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ file, ms }) => `${(ms / 1000).toFixed(1).padStart(7)} s  ${file}`);
}
