/** The browser's storage in; how much of it is taken and how much there may be out, where the browser tells. */

/**
 * @returns bytes that this origin uses and may use; undefined where the browser does not tell: WebKitGTK has no
 * `navigator.storage`, and storage can be blocked for a site.
 */
export async function storageRoom(): Promise<{ usage: number; quota: number } | undefined> {
  // typed as if every browser had it
  const storage = navigator.storage as StorageManager | undefined;
  if (!storage) return undefined;
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { usage, quota };
}
