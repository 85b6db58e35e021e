/** Reads how much storage this origin uses and may use, where the browser says. */

/**
 * @returns bytes that this origin uses and may use; undefined where the browser does not say: WebKitGTK has no
 * `navigator.storage`, and storage can be blocked for a site.
 */
export async function storageRoom(): Promise<{ usage: number; quota: number } | undefined> {
  // TypeScript's types say that every browser has it
  const storage = navigator.storage as StorageManager | undefined;
  if (!storage) return undefined;
  const { usage = 0, quota = 0 } = await storage.estimate();
  return { usage, quota };
}
