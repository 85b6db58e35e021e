/** Measures Lighthouse's scores of the built app, on a phone and a desktop, and what costs points. */
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { CHROMIUM_ARGS, ensureChromium } from '../../test/chromium';
import { buildApp } from '../app-build';
import { note } from '../command';
import { startServer } from '../server';
import type { SuiteResult } from '../suite';

const CATEGORIES = ['performance', 'accessibility', 'best-practices'];

/** Without a configuration Lighthouse takes a phone on a slow network, its processor four times slower than this one. */
const FORMS = [
  { form: 'phone', config: undefined },
  { form: 'desktop', config: desktopConfig },
] as const;

/** Runs each in a fresh profile; the server compresses texts as hosts do. Takes about a minute. */
export async function lighthouseSuite(): Promise<SuiteResult> {
  const server = await startServer({ page: await buildApp(), encoder: undefined, photos: {} });
  const rows: string[][] = [];
  const results: Record<string, unknown>[] = [];
  const losses: string[][] = [];
  try {
    for (const { form, config } of FORMS) {
      note(`lighthouse: ${form}`);
      const browser = await puppeteer.launch({
        executablePath: ensureChromium(),
        args: [...CHROMIUM_ARGS],
      });
      try {
        const page = await browser.newPage();
        const run = await lighthouse(
          `${server.origin}/`,
          { onlyCategories: CATEGORIES, logLevel: 'error' },
          config,
          page,
        );
        if (!run) throw new Error('Lighthouse gave no result.');
        const { categories, audits } = run.lhr;
        const scores = CATEGORIES.map((name) => Math.round((categories[name]?.score ?? 0) * 100));
        rows.push([form, ...scores.map(String)]);
        const lost = Object.values(categories).flatMap(({ auditRefs }) =>
          auditRefs
            .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
            .map(({ id }) => ({
              audit: id,
              score: audits[id]?.score ?? 0,
              shown: audits[id]?.displayValue ?? '',
            })),
        );
        for (const { audit, score, shown } of lost)
          losses.push([`${form}: ${audit}`, score.toFixed(2), shown]);
        results.push({
          form,
          ...Object.fromEntries(CATEGORIES.map((name, i) => [name, scores[i]])),
          lost,
          warnings: run.lhr.runWarnings,
        });
        for (const warning of run.lhr.runWarnings) note(`lighthouse: ${warning}`);
      } finally {
        await browser.close();
      }
    }
  } finally {
    await server.close();
  }
  return {
    tables: [
      { title: 'lighthouse: scores of 100, first visit', columns: ['form', ...CATEGORIES], rows },
      { title: 'lighthouse: audits that cost points', columns: ['audit', 'score', 'value'], rows: losses },
    ],
    results,
  };
}
