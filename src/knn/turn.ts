/** Pauses a long loop so that waiting messages are handled. */

/** Await it now and then in a long loop: unlike a timer it costs microseconds, however often it is called. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
