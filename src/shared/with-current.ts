/** Retries a call whose worker or encoder was replaced while it ran; every retry for that reason is here. */

/**
 * Calls `use` with what is current. If that fails and something else is current by then, tries again with that.
 *
 * @param current called before every try and after every failure; compared by identity.
 * @param isOfReplacement whether an error may come of the replacement; by default every one may.
 * Rejects as `use` does if what it used is still current.
 */
export async function withCurrent<Current, T>(
  current: () => Current,
  use: (current: Current) => Promise<T>,
  isOfReplacement: (error: unknown) => boolean = () => true,
): Promise<T> {
  for (;;) {
    const used = current();
    try {
      return await use(used);
    } catch (error) {
      if (!isOfReplacement(error) || used === current()) throw error;
    }
  }
}
