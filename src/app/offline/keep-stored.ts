/** The browser's storage in; a wish out that it be kept when the disk runs low, which may otherwise clear it. */

export async function keepStored(): Promise<void> {
  // typed as if every browser had it: WebKitGTK has not
  await (navigator.storage as StorageManager | undefined)?.persist();
}
