/** Draws the bars of all five kinds of jobs, and checks what each state says and offers. */
import { createElement, type ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { DemoBar } from '../../../../src/app/demo/DemoBar';
import { EmbeddingBar } from '../../../../src/app/jobs/EmbeddingBar';
import { ImportBar } from '../../../../src/app/jobs/ImportBar';
import { JobBar } from '../../../../src/app/jobs/JobBar';
import { TableBar } from '../../../../src/app/jobs/TableBar';

type Props<Component extends (props: never) => unknown> = Parameters<Component>[0];

const HALF = { done: 50, total: 100, perSecond: 4, etaMs: 30_000 };
const NAMES = { id: '1', skipped: 3, unchanged: 2 };
const actions = {
  isShown: true,
  isSaving: false,
  start: vi.fn(),
  pauseOrResume: vi.fn(),
  remove: vi.fn(),
  save: vi.fn(),
  toggle: vi.fn(),
};

/** Stands for a whole of which the bars read only this part. */
function only(part: unknown): never {
  return part as never;
}

function jobBar(job: object): ReactElement {
  return createElement(JobBar, {
    workers: only({ catalogue: { skipped: vi.fn() } }),
    job: only({ ...NAMES, ...HALF, folder: 'shoes', queued: 0, vanished: 0, ...job }),
    onChooseFolder: vi.fn(),
  });
}

function embeddingBar(job: object, props: Partial<Props<typeof EmbeddingBar>> = {}): ReactElement {
  const encoder = { keptId: undefined, fingerprint: 'f', name: 'dino' };
  return createElement(EmbeddingBar, {
    workers: only({ encoders: { embeddingSkipped: vi.fn() } }),
    job: only({ ...NAMES, ...HALF, encoder, missingFolders: ['shoes', ''], ...job }),
    migration: undefined,
    hasUnread: false,
    onChooseFolder: vi.fn(),
    onFinish: vi.fn(),
    ...props,
  });
}

function importBar(job: object): ReactElement {
  return createElement(ImportBar, {
    catalogue: only({}),
    job: only({ ...HALF, name: 'v.npy', ...job }),
    stored: only({ name: 'v.npy' }),
  });
}

function tableBar(progress: object | undefined): ReactElement {
  const whole = { k: 10, products: 100, done: 50, share: 0.75, perSecond: 4, etaMs: 30_000 };
  return createElement(TableBar, {
    table: {
      ...actions,
      progress: only(progress && { ...whole, ...progress }),
    },
  });
}

function demoBar(encoding: object): ReactElement {
  return createElement(DemoBar, {
    workers: only({ catalogue: {} }),
    encoding: only({ ...HALF, ...encoding }),
  });
}

/** What stands in a bar: its texts, the titles of its buttons, and its progress in per cent. */
function read(bar: ReactElement) {
  const html = renderToStaticMarkup(bar);
  const progress = /<progress[^>]* max="([^"]+)" value="([^"]+)"/.exec(html);
  return {
    headline: /<p class="job-headline" role="status">([^<]*)</.exec(html)?.[1],
    figures: /<p class="job-figures"[^>]*>(.*?)<\/p>/.exec(html)?.[1]?.replaceAll(/<[^>]+>/g, ''),
    buttons: [...html.matchAll(/<button[^>]* title="([^"]+)"/g)].map(([, title]) => title),
    percent: progress ? (100 * Number(progress[2])) / Number(progress[1]) : undefined,
  };
}

const FAILURE = { name: 'StorageFull', message: 'no room' };

test.each<[string, ReactElement, Partial<ReturnType<typeof read>>]>([
  [
    'photos that are added',
    jobBar({ state: 'running' }),
    {
      headline: 'Encoding “shoes”',
      figures: '50 of 100 · 4.0 photos/s · about 30 s left · 2 unchanged · 3 skipped',
      buttons: ['Pause (K)', 'Cancel: what is encoded stays'],
      percent: 50,
    },
  ],
  ['a paused job', jobBar({ state: 'paused' }), { buttons: ['Resume (K)', 'Cancel: what is encoded stays'] }],
  ['a failed job', jobBar({ state: 'failed', failure: FAILURE }), { buttons: ['Resume (K)', 'Dismiss'] }],
  [
    'a job that is done',
    jobBar({ state: 'done', done: 100, perSecond: 0, etaMs: undefined, unchanged: 0, skipped: 0 }),
    { headline: '“shoes” is done', figures: '100 of 100', buttons: ['Dismiss'], percent: 100 },
  ],
  [
    'a job without photos',
    jobBar({ state: 'running', done: 0, total: 0 }),
    { buttons: ['Pause (K)', 'Cancel: what is encoded stays'], percent: 0 },
  ],
  [
    'what is embedded in the background',
    embeddingBar({ state: 'running' }),
    {
      figures: '50 of 100 · 4.0 photos/s · about 30 s left · 3 skipped',
      buttons: ['Pause', expect.stringMatching(/^Cancel/) as string],
      percent: 50,
    },
  ],
  [
    'an import of vectors',
    importBar({ state: 'running' }),
    { buttons: ['Pause (K)', expect.stringMatching(/^Cancel/) as string], percent: 50 },
  ],
  ['an import that is done', importBar({ state: 'done' }), { buttons: ['Dismiss'], percent: undefined }],
  ['no table yet', tableBar(undefined), { buttons: ['Close (T)'], percent: undefined }],
  [
    'a table in the making',
    tableBar({ state: 'running' }),
    {
      figures: '50 of 100 products · 4 products/s · about 30 s left',
      buttons: ['Pause (K)', 'Cancel: nothing of the table is kept'],
      percent: 75,
    },
  ],
  ['a paused demo', demoBar({ state: 'paused' }), { buttons: ['Resume (K)'], percent: 50 }],
  ['a demo that is encoded', demoBar({ state: 'running' }), { buttons: ['Pause (K)'], percent: 50 }],
])('the bar of %s says how far it is, and offers what can be done', (_what, bar, expected) => {
  expect(read(bar)).toMatchObject(expected);
});
