/** Answers calls about the lookalike table of a worker's catalogue. */
import type { Catalogue } from '../catalogue/catalogue';
import { intoBlob, intoFile } from '../exchange/save-chunks';
import { writeTable } from '../exchange/write-table';
import type { TableApi } from '../contract/table';

/** @param opened resolves with the open catalogue, or rejects with why there is none. */
export function tableCalls(opened: () => Promise<Catalogue>): TableApi {
  const table = async () => {
    const catalogue = await opened();
    await catalogue.filled();
    return catalogue.table;
  };
  return {
    startTable: async (k) => (await table()).start(k),
    pauseTable: async () => (await table()).pause(),
    resumeTable: async () => (await table()).resume(),
    cancelTable: async () => (await table()).cancel(),
    saveTable: async (format, file) => intoFile(file, writeTable(format, (await table()).rows())),
    tableFile: async (format) => intoBlob(writeTable(format, (await table()).rows())),
  };
}
