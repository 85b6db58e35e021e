/** Provides the table's progress, its actions, and whether its bar is shown. */
import { useState } from 'react';
import { asError, isAbort } from '../../shared/errors';
import type { TableApi, TableFormatName, TableProgress } from '../../contract/table';
import { saveTable } from './save-table';

/** Actions of the bar's buttons and keys. */
export interface TableActions {
  readonly start: (k: number) => void;
  /** Pauses a running table, resumes a paused or failed one. */
  readonly pauseOrResume: () => void;
  /** Deletes the table, or cancels it where it still runs. */
  readonly remove: () => void;
  readonly save: (format: TableFormatName) => void;
  /** Whether a file is being written. */
  readonly isSaving: boolean;
  readonly toggle: () => void;
}

/** The table as `useTable` returns it. */
export interface Table extends TableActions {
  readonly progress: TableProgress | undefined;
  readonly isShown: boolean;
}

/**
 * The bar appears by itself for every table that is not simply done, and leaves only when the user closes it.
 *
 * @param catalogue called only with an action, as it may start the worker of the catalogue.
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
