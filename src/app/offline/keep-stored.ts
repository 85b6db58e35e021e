/** Asks the browser to keep the page's storage when the disk runs low. */

export async function keepStored(): Promise<void> {
  // the type claims that every browser has `navigator.storage`, but WebKitGTK does not
  await (navigator.storage as StorageManager | undefined)?.persist();
}
