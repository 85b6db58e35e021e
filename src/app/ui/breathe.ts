/** Pauses a long task, so that the page can render and take input. */

/** Await it now and then in a long loop, so that the loop never blocks the main thread for 50 ms. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
