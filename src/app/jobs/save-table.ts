/** A format in; the finished table in a file that the user chose, or among the downloads, out. */
import type { TableApi, TableFormatName } from '../../contract/table';

const TYPES: Record<TableFormatName, FilePickerAcceptType> = {
  tsv: { accept: { 'text/tab-separated-values': ['.tsv'] } },
  csv: { accept: { 'text/csv': ['.csv'] } },
  jsonl: { accept: { 'application/jsonl': ['.jsonl'] } },
};

/** A browser that is still reading a download must not lose it. */
const DOWNLOAD_MS = 60_000;

/**
 * Must be called from a click. Rejects with `AbortError` when no place was chosen, else as `TableApi.saveTable` and
 * `TableApi.tableFile` do.
 */
export async function saveTable(catalogue: TableApi, format: TableFormatName): Promise<void> {
  const name = `lookalikes.${format}`;
  if ('showSaveFilePicker' in window) {
    const file = await window.showSaveFilePicker({
      suggestedName: name,
      types: [TYPES[format]],
    });
    return catalogue.saveTable(format, file);
  }
  const url = URL.createObjectURL(await catalogue.tableFile(format));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, DOWNLOAD_MS);
}
