/** Tries again where what was asked has been replaced meanwhile: the one retry for workers that die and encoders that change. */

/**
 * Uses what is current. Where that fails and something else is current by then, uses that instead.
 *
 * @param current called before every try and after every failure; compared by identity.
 * @param isOfReplacement whether an error may come of the replacement; by default every one may.
 * Rejects as `use` does, once what it used is still current.
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
