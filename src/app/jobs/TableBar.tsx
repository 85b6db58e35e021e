/** The lookalike table's progress in; one quiet bar to start it, watch it and save it out. */
import { Pause, Play, Trash2, X } from 'lucide-react';
import { useId, useState } from 'react';
import type { TableFormatName, TableProgress } from '../../contract/table';
import { withKey } from '../commands/command';
import { pauseOrResume } from '../commands/job-commands';
import { toggleTable } from '../commands/page-commands';
import { IconButton } from '../ui/IconButton';
import { sentenceFor } from '../ui/sentences';
import { useReason } from '../ui/use-reason';
import type { Table } from './use-table';
import { common } from '../messages/common';
import { table as messages } from '../messages/table';

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
    title: messages.tsv,
  },
  { format: 'csv', word: 'CSV', title: messages.csv },
  { format: 'jsonl', word: 'JSON Lines', title: messages.jsonl },
];

function headline(table: TableProgress | undefined): string {
  switch (table?.state) {
    case undefined:
      return messages.none;
    case 'waiting':
      return messages.waiting;
    case 'running':
      return messages.running;
    case 'paused':
      return messages.paused;
    case 'done':
      return messages.done;
    case 'outdated':
      return messages.outdated[table.outdatedBy ?? 'products'];
    case 'failed': {
      const { what, next } = sentenceFor(table.failure ?? { name: '', message: common.noReason });
      return `${what} ${next}`;
    }
  }
}

/** A GPU that failed amid the work is worth a word, one that was never faster is not. */
/** @param why as a person reads it. */
function deviceOf(
  { device, hasGpuFailed }: NonNullable<TableProgress['by']>,
  why: string | undefined,
): string {
  if (device === 'webgpu') return common.devices.webgpu;
  return hasGpuFailed && why !== undefined ? messages.goesOnByWasm(why) : common.devices.wasm;
}

/** @param why of `deviceOf`. */
function figures(table: TableProgress | undefined, why: string | undefined): string {
  switch (table?.state) {
    case undefined:
    case 'outdated':
      return messages.toSave;
    case 'waiting':
      return messages.each(table.k);
    case 'done':
      return `${common.products(table.products)} · ${messages.each(Math.min(table.k, Math.max(0, table.products - 1)))}`;
    case 'running':
    case 'paused':
    case 'failed': {
      const parts = [messages.partOf(table.done, table.products)];
      if (table.perSecond > 0) parts.push(messages.productsPerSecond(table.perSecond));
      if (table.etaMs !== undefined) parts.push(common.timeLeft(table.etaMs));
      if (table.by) parts.push(deviceOf(table.by, why));
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
  const why = useReason(table?.by?.why);
  const state = table?.state;
  const canStart = state === undefined || state === 'outdated';
  const isUnderWay = state === 'waiting' || state === 'running' || state === 'paused' || state === 'failed';
  return (
    <section className="job" aria-label={messages.label}>
      <div className="job-row table-row">
        <div className="job-text">
          <p className="job-headline" role="status">
            {headline(table)}
          </p>
          <p className="job-figures" title={why}>
            {figures(table, why)}
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
            <label htmlFor={id}>{messages.eachWith}</label>
            <input
              id={id}
              type="number"
              aria-label={messages.perProduct}
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
              {state === 'outdated' ? messages.makeAgain : messages.start}
            </button>
          </form>
        )}
        {state === 'done' && (
          <div className="table-files" role="group" aria-label={messages.save}>
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
            <IconButton icon={Trash2} label={messages.remove} onClick={actions.remove} />
          </div>
        )}
        {state === 'running' && (
          <IconButton
            icon={Pause}
            label={common.pause}
            title={withKey(common.pause, pauseOrResume)}
            onClick={actions.pauseOrResume}
          />
        )}
        {(state === 'paused' || state === 'failed') && (
          <IconButton
            icon={Play}
            label={common.resume}
            title={withKey(common.resume, pauseOrResume)}
            onClick={actions.pauseOrResume}
          />
        )}
        <IconButton
          icon={X}
          label={isUnderWay ? common.cancel : common.close}
          title={isUnderWay ? messages.cancelTitle : withKey(common.close, toggleTable)}
          onClick={isUnderWay ? actions.remove : actions.toggle}
        />
      </div>
      {(state === 'running' || state === 'paused' || state === 'failed') && (
        <progress className="job-progress" max={1} value={table?.share ?? 0} aria-label={messages.share} />
      )}
    </section>
  );
}
