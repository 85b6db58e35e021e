/** Draws the bar that starts the lookalike table, shows its progress and saves it. */
import { Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import type { TableFormatName, TableProgress } from '../../contract/table';
import { withKey } from '../commands/command';
import { toggleTable } from '../commands/page-commands';
import { IconButton } from '../ui/IconButton';
import { useReason } from '../ui/use-reason';
import { failureText, figuresOf } from './job-words';
import { JobFrame, pauseBy, resumeBy } from './JobFrame';
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
    case 'failed':
      return failureText(table.failure);
  }
}

/**
 * Names the device, and says why where a GPU failed during the work. A GPU that was not faster is not mentioned.
 *
 * @param why as a translated sentence.
 */
function deviceOf(
  { device, hasGpuFailed }: NonNullable<TableProgress['by']>,
  why: string | undefined,
): string {
  if (device === 'webgpu') return common.devices.webgpu;
  return hasGpuFailed && why !== undefined ? messages.goesOnByWasm(why) : common.devices.wasm;
}

/** @param why as in `deviceOf`. */
function figures(table: TableProgress | undefined, why: string | undefined): string[] {
  switch (table?.state) {
    case undefined:
    case 'outdated':
      return [messages.toSave];
    case 'waiting':
      return [messages.each(table.k)];
    case 'done':
      return [
        common.products(table.products),
        messages.each(Math.min(table.k, Math.max(0, table.products - 1))),
      ];
    case 'running':
    case 'paused':
    case 'failed': {
      const parts = figuresOf(
        { ...table, total: table.products },
        messages.productsPerSecond,
        messages.partOf,
      );
      if (table.by) parts.push(deviceOf(table.by, why));
      return parts;
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
  const hasProgress = state === 'running' || state === 'paused' || state === 'failed';
  const isUnderWay = hasProgress || state === 'waiting';
  return (
    <JobFrame
      label={messages.label}
      headline={headline(table)}
      figures={figures(table, why)}
      figuresTitle={why}
      rowClass="table-row"
      progress={hasProgress && { done: table?.share ?? 0, total: 1, label: messages.share }}
      pause={state === 'running' && pauseBy(actions.pauseOrResume)}
      resume={(state === 'paused' || state === 'failed') && resumeBy(actions.pauseOrResume)}
      end={{
        label: isUnderWay ? common.cancel : common.close,
        title: isUnderWay ? messages.cancelTitle : withKey(common.close, toggleTable),
        run: isUnderWay ? actions.remove : actions.toggle,
      }}
    >
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
    </JobFrame>
  );
}
