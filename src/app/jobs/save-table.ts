/** Saves the finished table to a file that the user chooses, or to the downloads. */
import type { TableApi, TableFormatName } from '../../contract/table';

const TYPES: Record<TableFormatName, FilePickerAcceptType> = {
  tsv: { accept: { 'text/tab-separated-values': ['.tsv'] } },
  csv: { accept: { 'text/csv': ['.csv'] } },
  jsonl: { accept: { 'application/jsonl': ['.jsonl'] } },
};

/** Time until the URL is revoked: the browser may still be reading the download. */
const DOWNLOAD_MS = 60_000;

/**
 * Must be called from a click. Rejects with `AbortError` when the user chose no file, else as `TableApi.saveTable` and
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
