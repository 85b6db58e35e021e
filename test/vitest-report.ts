/** Writes what the tests of a Vitest project did to `test-results/`, with what its own JSON leaves out: retries. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';
import type { PartReport } from './part-report';

function reportOf(modules: readonly TestModule[]): PartReport {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const count = (state: string) => tests.filter((test) => test.result().state === state).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    retried: tests
      .filter((test) => test.diagnostic()?.flaky === true)
      .map((test) => `${fileOf(test.module)}: ${test.fullName}`),
    files: modules.map((module) => {
      const { collectDuration, setupDuration, duration } = module.diagnostic();
      return { file: fileOf(module), ms: collectDuration + setupDuration + duration };
    }),
  };
}

function fileOf(module: TestModule): string {
  return relative(process.cwd(), module.moduleId).replaceAll('\\', '/');
}

export default class PartReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const [project = ''] = modules.map((module) => module.project.name.replace(/ .*/, ''));
    mkdirSync('test-results', { recursive: true });
    writeFileSync(`test-results/${project}.json`, JSON.stringify(reportOf(modules)));
  }
}
