/** Types only: what of a worker's scope the tests' types lack, as they are those of a page. */

declare const name: string;

interface FileSystemSyncAccessHandle {
  read(target: ArrayBufferView, options: { at: number }): number;
  write(source: ArrayBufferView, options: { at: number }): number;
  truncate(size: number): void;
  getSize(): number;
  flush(): void;
  close(): void;
}

interface FileSystemFileHandle {
  createSyncAccessHandle(): Promise<FileSystemSyncAccessHandle>;
}
