/** How long a test waits for something that happens unless the code is wrong, in ms. */
const LIMIT_MS = 15_000;

/**
 * Settles like `promise`. Rejects after 15 s with the last state, so that a test whose only possible failure is to wait
 * says what it waited for.
 */
export async function inTime<T>(promise: Promise<T>, lastState: () => unknown): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`Nothing came within ${LIMIT_MS} ms; last state: ${JSON.stringify(lastState())}`));
    }, LIMIT_MS);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
