/** Proves when products count as being added, and that the end of that is told once. */
import { expect, test } from 'vitest';
import type { ActiveEncoder } from '../../../../src/catalogue/active-encoder';
import { CatalogueContext } from '../../../../src/catalogue/catalogue-context';
import { Indexing } from '../../../../src/catalogue/jobs/indexing';
import type { Job } from '../../../../src/catalogue/jobs/job';
import { JobQueue } from '../../../../src/catalogue/jobs/job-queue';
import type { JobState } from '../../../../src/contract/job';
import { AsyncEmitter } from '../../../../src/shared/emitter';
import type { Store } from '../../../../src/store/store';

function jobIn(state: JobState): Job {
  return { record: { state } } as unknown as Job;
}

test.each<[JobState, number, boolean]>([
  ['running', 0, true],
  ['running', 1, true],
  ['paused', 1, false],
  ['failed', 1, false],
  ['waiting-for-folder', 1, false],
  ['done', 0, false],
  ['done', 1, true],
  ['cancelled', 1, true],
])('a job that is %s with %i offers behind it: %s', (state, offers, isAdding) => {
  const jobs = new JobQueue();
  jobs.job = jobIn(state);
  jobs.offers.push(...Array.from({ length: offers }, () => ({ photos: [] })));
  expect(jobs.isAdding).toBe(isAdding);
});

test('that no products are added any more is told once, with the change by which it is so', () => {
  const jobs = new JobQueue();
  const context = new CatalogueContext('c', { forEmbedding: () => undefined } as unknown as Store);
  const active = { filled: new AsyncEmitter(), beforeSwitch: new AsyncEmitter() };
  new Indexing(context, active as unknown as ActiveEncoder, jobs);
  const ended: (JobState | undefined)[] = [];
  context.jobEnded.on(() => ended.push(jobs.job?.record.state));
  context.changed.emit();
  for (const state of ['running', 'running', 'paused', 'paused', 'running', 'done'] as const) {
    jobs.job = jobIn(state);
    context.changed.emit();
  }
  jobs.job = undefined;
  context.changed.emit();
  expect(ended).toEqual(['paused', 'done']);
});
