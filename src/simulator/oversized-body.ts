const chunk = new TextEncoder().encode("x".repeat(64 * 1024));
const opening = new TextEncoder().encode('{"data":"');
const ending = new TextEncoder().encode('"}');

/**
 * A JSON object with one very long string, made as fast as the client reads.
 *
 * @param bytes size of the whole text; -1 for one that never ends
 */
export function oversizedBody(bytes: number): ReadableStream<Uint8Array> {
  let left = bytes === -1 ? Infinity : Math.max(0, bytes - opening.length - ending.length);
  return new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(opening),
    pull: (controller) => {
      if (left > 0) {
        const part = chunk.subarray(0, Math.min(left, chunk.length));
        left -= part.length;
        controller.enqueue(part);
        return;
      }
      controller.enqueue(ending);
      controller.close();
    },
  });
}
