/** Streams the bytes of a Blob without prefetching any. */

/** A Blob's own stream has portions of 64 KB, which take four times as long as these. */
const PORTION_BYTES = 1_048_576;

/** As `Blob.stream`, in portions of 1 MB that are read only when they are asked for; the receiver owns each. */
export function blobStream(blob: Blob): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream(
    {
      async pull(controller) {
        if (at >= blob.size) {
          controller.close();
          return;
        }
        const portion = await blob.slice(at, at + PORTION_BYTES).arrayBuffer();
        at += PORTION_BYTES;
        controller.enqueue(new Uint8Array(portion));
      },
    },
    { highWaterMark: 0 },
  );
}
