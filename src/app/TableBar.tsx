/** The lookalike table's progress in; one quiet bar to start it, watch it and save it out. */
import { Pause, Play, Trash2, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { TableFormatName, TableProgress } from '../table-contract';
import { count, counted, timeLeft } from './format';
import { IconButton } from './IconButton';
import { sentenceFor } from './sentences';
import type { Table } from './use-table';

const DEFAULT_K = 10;
const MOST_K = 100;

const FORMATS: readonly {
  readonly format: TableFormatName;
  readonly word: string;
  readonly title: string;
}[] = [
  {
    format: 'tsv',
    word: 'TSV',
    title: 'Save as TSV: a line per product, its id and those of its lookalikes',
  },
  { format: 'csv', word: 'CSV', title: 'Save as CSV: a line per lookalike, with rank and score' },
  { format: 'jsonl', word: 'JSON Lines', title: 'Save as JSON Lines: an object per product, with scores' },
];

const OUTDATED: Record<NonNullable<TableProgress['outdatedBy']>, string> = {
  products: 'products were added or removed',
  encoder: 'another encoder made it',
  metric: 'it was made by another metric',
};

function headline(table: TableProgress | undefined): string {
  switch (table?.state) {
    case undefined:
      return 'A table of every product’s lookalikes';
    case 'waiting':
      return 'The lookalike table waits until the photos are encoded';
    case 'running':
      return 'Finding every product’s lookalikes';
    case 'paused':
      return 'Paused: every product’s lookalikes';
    case 'done':
      return 'The lookalike table is ready';
    case 'outdated':
      return `The lookalike table is out of date: ${OUTDATED[table.outdatedBy ?? 'products']}`;
    case 'failed': {
      const { what, next } = sentenceFor(table.failure ?? { name: '', message: 'no reason was given' });
      return `${what} ${next}`;
    }
  }
}

/** A GPU that failed amid the work is worth a word, one that was never faster is not. */
function deviceOf({ device, why, hasGpuFailed }: NonNullable<TableProgress['by']>): string {
  if (device === 'webgpu') return 'WebGPU';
  return hasGpuFailed && why !== undefined ? `goes on by WASM: ${why}` : 'WASM';
}

function figures(table: TableProgress | undefined): string {
  switch (table?.state) {
    case undefined:
    case 'outdated':
      return 'To save as TSV, CSV or JSON Lines';
    case 'waiting':
      return `${count(table.k)} each`;
    case 'done':
      return `${counted(table.products, 'product')} · ${count(Math.min(table.k, Math.max(0, table.products - 1)))} each`;
    case 'running':
    case 'paused':
    case 'failed': {
      const parts = [`${count(table.done)} of ${counted(table.products, 'product')}`];
      if (table.perSecond > 0) parts.push(`${count(Math.round(table.perSecond))} products/s`);
      if (table.etaMs !== undefined) parts.push(timeLeft(table.etaMs));
      if (table.by) parts.push(deviceOf(table.by));
      return parts.join(' · ');
    }
  }
}

interface TableBarProps {
  readonly table: Table;
}

export function TableBar({ table: { progress: table, ...actions } }: TableBarProps) {
  const id = useId();
  const [k, setK] = useState(String(table?.k ?? DEFAULT_K));
  const state = table?.state;
  const canStart = state === undefined || state === 'outdated';
  const isUnderWay = state === 'waiting' || state === 'running' || state === 'paused' || state === 'failed';
  return (
    <section className="job" aria-label="Lookalike table">
      <div className="job-row table-row">
        <div className="job-text">
          <p className="job-headline" role="status">
            {headline(table)}
          </p>
          <p className="job-figures" title={table?.by?.why}>
            {figures(table)}
          </p>
        </div>
        {canStart && (
          <form
            className="table-form"
            onSubmit={(event) => {
              event.preventDefault();
              actions.start(Number(k));
            }}
          >
            <label htmlFor={id}>Each with</label>
            <input
              id={id}
              type="number"
              aria-label="Lookalikes per product"
              min={1}
              max={MOST_K}
              step={1}
              required
              value={k}
              onChange={(event) => {
                setK(event.target.value);
              }}
            />
            <button type="submit" className="button">
              {state === 'outdated' ? 'Make again' : 'Start'}
            </button>
          </form>
        )}
        {state === 'done' && (
          <div className="table-files" role="group" aria-label="Save the table">
            {FORMATS.map(({ format, word, title }) => (
              <button
                key={format}
                type="button"
                className="button"
                title={title}
                disabled={actions.isSaving}
                onClick={() => {
                  actions.save(format);
                }}
              >
                {word}
              </button>
            ))}
            <IconButton icon={Trash2} label="Remove the table" onClick={actions.remove} />
          </div>
        )}
        {state === 'running' && (
          <IconButton icon={Pause} label="Pause" title="Pause (K)" onClick={actions.pauseOrResume} />
        )}
        {(state === 'paused' || state === 'failed') && (
          <IconButton icon={Play} label="Resume" title="Resume (K)" onClick={actions.pauseOrResume} />
        )}
        <IconButton
          icon={X}
          label={isUnderWay ? 'Cancel' : 'Close'}
          title={isUnderWay ? 'Cancel: nothing of the table is kept' : 'Close (T)'}
          onClick={isUnderWay ? actions.remove : actions.toggle}
        />
      </div>
      {(state === 'running' || state === 'paused' || state === 'failed') && (
        <progress className="job-progress" max={1} value={table?.share ?? 0} aria-label="Share of the work" />
      )}
    </section>
  );
}
