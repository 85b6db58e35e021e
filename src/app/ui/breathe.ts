/** Nothing in; a pause in which the page may draw and take input out. */

/** Await it now and then in a long loop, so that the loop never holds the page up for 50 ms. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
