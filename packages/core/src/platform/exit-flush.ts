import { nodeProcess } from "@schematic-internal/kit";

/** A queue that delivers its events before the process ends by itself. */
export interface ExitFlush {
  /** Called when only the requests of the queue, or nothing, keeps the process running. */
  beforeExit(): void;
  /** Time in ms since its oldest unanswered request started; 0 if there is none. */
  readonly waitingMs: number;
}

/** How often the process is looked at while a queue holds events, in ms. */
const LOOK_MS = 500;

const queues: Set<ExitFlush> = new Set();
let isListening = false;
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls `beforeExit` of a queue that holds events when the process is about to end. One listener serves all queues. */
export function watchExit(queue: ExitFlush): void {
  queues.add(queue);
  // Browsers and workers end without notice.
  const host = nodeProcess();
  if (host === undefined) return;
  if (!isListening) {
    isListening = true;
    host.on("beforeExit", flushAll);
  }
  if (timer !== undefined) return;
  timer = setInterval(() => {
    // `beforeExit` comes only when no request is left, and a request that hangs takes until its time limit.
    const isWaiting = [...queues].some(({ waitingMs }) => waitingMs >= LOOK_MS);
    if (isWaiting && onlyRequestsRemain()) flushAll();
  }, LOOK_MS);
  timer.unref?.();
}

/** Ends the watch for a queue that holds no events. */
export function unwatchExit(queue: ExitFlush): void {
  queues.delete(queue);
  if (queues.size > 0) return;
  clearInterval(timer);
  timer = undefined;
}

function flushAll(): void {
  for (const queue of [...queues]) queue.beforeExit();
}

/**
 * Resources of a process that waits for a response. Standard output may be a pipe or a terminal and is listed although
 * it keeps nothing running. A false alarm costs an early flush.
 */
const REQUEST = /^(TCPSocketWrap|TCPConnectWrap|TLSWrap|GetAddrInfoReqWrap|PipeWrap|TTYWrap)$/;

function onlyRequestsRemain(): boolean {
  const { process } = globalThis as { process?: { getActiveResourcesInfo?(): string[] } };
  const resources = process?.getActiveResourcesInfo?.();
  return resources?.every((name) => REQUEST.test(name)) === true;
}
