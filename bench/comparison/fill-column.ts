/** Computes a column's figures for all rows, on a page of its own. */
import type { Page } from '@playwright/test';
import type { Device, EncoderFacts } from '../../src/contract/encoder';
import { deviceName, withPage } from '../browser';
import { note } from '../command';
import { keptWhole, type KeptWhole } from '../evaluate/kept-whole';
import { focusUrl } from '../focus-option';
import type { PhotoOutcome } from '../page-calls';
import { startServer } from '../server';
import type { Column } from './column';
import { figureOf, type Figure } from './figure';
import type { OpenColumn, Row } from './row';

/** A column's result for one row. */
export interface Cell {
  /** One per measure of the row; undefined where the row does not apply, or no query has an answer. */
  readonly figures: readonly (Figure | undefined)[] | undefined;
  /** What the encoder saw of the row's photos; undefined for a baseline and where no vectors are made. */
  readonly keptWhole: KeptWhole | undefined;
}

export interface FilledColumn {
  readonly column: Column;
  /** Undefined for a baseline. */
  readonly facts: EncoderFacts | undefined;
  /** In the order of the rows. */
  readonly cells: readonly Cell[];
  readonly photosPerSecond: number;
  readonly skipped: readonly { readonly file: string; readonly message: string }[];
}

/** @param page built; @param files by position. */
export interface TablePage {
  readonly page: string;
  readonly files: readonly string[];
  readonly device: Device | undefined;
}

function openColumn(page: Page, column: Column): OpenColumn {
  return {
    column,
    nearest: (gallery, queries, k) =>
      page.evaluate((options) => window.lookalikeBench.nearest(options), { gallery, queries, k }),
    judgeWorn: (photos) => page.evaluate((given) => window.lookalikeBench.judgeWorn(given), photos),
  };
}

function seenOfRow(row: Row, outcomes: ReadonlyMap<number, PhotoOutcome>): KeptWhole | undefined {
  if (row.photos.length === 0) return undefined;
  return keptWhole(
    row.photos.flatMap((position) => {
      const outcome = outcomes.get(position);
      return outcome && 'seen' in outcome ? [outcome.seen] : [];
    }),
  );
}

/** Makes one vector per photo, however many rows use it, and lets every row search among them. */
export async function fillColumn(
  column: Column,
  rows: readonly Row[],
  { page: built, files, device }: TablePage,
): Promise<FilledColumn> {
  const isEncoder = column.by === 'encoder';
  const server = await startServer({
    page: built,
    encoder: isEncoder ? column.encoder : undefined,
    focus: isEncoder ? column.focusNetwork : undefined,
    photos: { table: files },
  });
  try {
    return await withPage(server, isEncoder ? device : undefined, async ({ page, adapter }) => {
      const facts = isEncoder
        ? await page.evaluate((load) => window.lookalikeBench.open(load), {
            modelUrl: '/encoder/',
            focusUrl: focusUrl(column.focus),
            device,
          })
        : undefined;
      const positions = [...new Set(rows.flatMap(({ photos }) => photos))];
      note(
        `${column.name}: ${positions.length} photos${facts ? ` through ${facts.name} on ${deviceName(facts, adapter)}` : ''}`,
      );
      const from = performance.now();
      const told = await page.evaluate((options) => window.lookalikeBench.vectorise(options), {
        by: column.by,
        positions,
      });
      const photosPerSecond = (positions.length * 1000) / (performance.now() - from);
      const outcomes = new Map(told.map((outcome, i) => [positions[i] ?? -1, outcome]));
      const cells: Cell[] = [];
      for (const row of rows) {
        note(`${column.name}: ${row.name}`);
        const judged = await row.judge(openColumn(page, column));
        cells.push({
          figures: judged && row.measures.map((measure, m) => figureOf(measure, judged[m] ?? [])),
          keptWhole: isEncoder ? seenOfRow(row, outcomes) : undefined,
        });
      }
      const skipped = [...outcomes].flatMap(([position, outcome]) =>
        'failure' in outcome
          ? [
              {
                file: files[position] ?? '',
                message: `${outcome.failure.name}: ${outcome.failure.message}`,
              },
            ]
          : [],
      );
      return { column, facts, cells, photosPerSecond, skipped };
    });
  } finally {
    await server.close();
  }
}
