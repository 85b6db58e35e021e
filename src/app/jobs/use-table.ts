/** The table's progress in; whether its bar is shown, and what can be done with the table, out. */
import { useState } from 'react';
import { asError, isAbort } from '../../shared/errors';
import type { TableApi, TableFormatName, TableProgress } from '../../contract/table';
import { saveTable } from './save-table';

/** What the bar's buttons and keys do. */
export interface TableActions {
  readonly start: (k: number) => void;
  /** Pauses a running table, lets a paused or failed one go on. */
  readonly pauseOrResume: () => void;
  /** Forgets the table, finished or not. */
  readonly remove: () => void;
  readonly save: (format: TableFormatName) => void;
  /** A file is being written. */
  readonly isSaving: boolean;
  readonly toggle: () => void;
}

/** What `useTable` gives. */
export interface Table extends TableActions {
  readonly progress: TableProgress | undefined;
  readonly isShown: boolean;
}

/**
 * The bar comes by itself for whatever is not simply done, and goes only when it is closed.
 *
 * @param catalogue asked for with the first call.
 */
export function useTable(
  catalogue: () => TableApi,
  table: TableProgress | undefined,
  onProblem: (problem: Error | undefined) => void,
): Table {
  const [chosen, setChosen] = useState<boolean>();
  const [hasWorked, setHasWorked] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  if (table && table.state !== 'done' && !hasWorked) setHasWorked(true);
  const isShown = chosen ?? hasWorked;

  const act = async (work: () => Promise<void>) => {
    onProblem(undefined);
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) onProblem(asError(error));
    }
  };
  return {
    progress: table,
    isShown,
    isSaving,
    toggle: () => {
      setChosen(!isShown);
    },
    start: (k) => {
      setChosen(true);
      void act(() => catalogue().startTable(k));
    },
    pauseOrResume: () => {
      void act(() => (table?.state === 'running' ? catalogue().pauseTable() : catalogue().resumeTable()));
    },
    remove: () => {
      void act(() => catalogue().cancelTable());
    },
    save: (format) => {
      setIsSaving(true);
      void act(() => saveTable(catalogue(), format)).finally(() => {
        setIsSaving(false);
      });
    },
  };
}
