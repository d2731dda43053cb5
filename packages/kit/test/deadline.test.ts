import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { expect, test, vi } from "vitest";
import { type DeadlineTimer, withDeadline } from "../src";

const never = new Promise<never>(() => {});

/** A timer that fires when the test says so, and counts what is running. */
function manualTimer() {
  const running = new Map<() => void, number>();
  const timer: DeadlineTimer = (fn, delayMs) => {
    running.set(fn, delayMs);
    return () => running.delete(fn);
  };
  const fire = () => {
    const [[fn] = []] = running;
    if (fn) running.delete(fn);
    fn?.();
  };
  return { timer, running, fire };
}

test("passes on a result and a rejection in time, and stops the timer", async () => {
  const { timer, running } = manualTimer();
  const options = { timeoutMs: 50, onTimeout: () => "late", timer };
  await expect(withDeadline(Promise.resolve(1), options)).resolves.toBe(1);
  await expect(withDeadline(Promise.reject(new Error("no")), options)).rejects.toThrow("no");
  await Promise.resolve();
  expect(running.size).toBe(0);
});

test("resolves with the result of onTimeout, and rejects with what it throws", async () => {
  await expect(withDeadline(never, { timeoutMs: 1, onTimeout: () => "late" })).resolves.toBe("late");
  const onTimeout = () => {
    throw new Error("too late");
  };
  await expect(withDeadline(never, { timeoutMs: 1, onTimeout })).rejects.toThrow("too late");
});

test("takes a result that is read in the turn after the time was up", async () => {
  const { timer, fire } = manualTimer();
  let resolve = (_: string) => {};
  const slow = new Promise<string>((done) => {
    resolve = done;
  });
  const bounded = withDeadline(slow, { timeoutMs: 50, onTimeout: () => "late", timer });
  fire();
  resolve("in time");
  await expect(bounded).resolves.toBe("in time");
  fire();
});

test("takes a message that arrived while the event loop stood still", async () => {
  const worker = new Worker(
    "require('node:worker_threads').parentPort.on('message', (n) => require('node:worker_threads').parentPort.postMessage(n))",
    { eval: true },
  );
  await once(worker, "online");
  const answer = once(worker, "message").then(([value]) => value);
  worker.postMessage(7);
  const bounded = withDeadline(answer, { timeoutMs: 20, onTimeout: () => "late" });
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_000);
  expect(await bounded).toBe(7);
  await worker.terminate();
});

function blockFor(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end; );
}

test("takes a result that is read after the process stood still in the last turn too", async () => {
  const answer = new Promise<string>((resolve) => {
    // Both timers fire in one turn; the process stalls in the next one, and the result is read in the one after it.
    setTimeout(() => {
      setImmediate(() => {
        blockFor(60);
        setImmediate(() => resolve("in time"));
      });
    }, 10);
  });
  expect(await withDeadline(answer, { timeoutMs: 10, onTimeout: () => "late" })).toBe("in time");
});

test("ends although the process stands still in every turn", async () => {
  let ended = false;
  const block = (): void => {
    blockFor(30);
    if (!ended) setImmediate(block);
  };
  block();
  expect(await withDeadline(never, { timeoutMs: 1, onTimeout: () => "late" })).toBe("late");
  ended = true;
});

test("ignores a rejection that comes too late", async () => {
  const unhandled = vi.fn();
  process.on("unhandledRejection", unhandled);
  let reject = (_: Error) => {};
  const slow = new Promise<never>((_, fail) => {
    reject = fail;
  });
  await withDeadline(slow, { timeoutMs: 1, onTimeout: () => undefined });
  reject(new Error("late"));
  await new Promise((done) => setImmediate(done));
  process.off("unhandledRejection", unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

test("sets no timer without a limit", async () => {
  const { timer, running } = manualTimer();
  const bounded = withDeadline(Promise.resolve(1), { timeoutMs: Infinity, onTimeout: () => 2, timer });
  expect(running.size).toBe(0);
  await expect(bounded).resolves.toBe(1);
});

test("bounds a delay that setTimeout would turn into 1 ms", async () => {
  const onTimeout = vi.fn();
  const bounded = withDeadline(Promise.resolve(1), { timeoutMs: 1e12, onTimeout });
  await expect(bounded).resolves.toBe(1);
  expect(onTimeout).not.toHaveBeenCalled();
});

test.each([
  [undefined, true],
  [true, true],
  [false, false],
])("with keepAlive %s, its timer keeps the process running: %s", async (keepAlive, expected) => {
  const { setImmediate: start } = globalThis;
  const held: boolean[] = [];
  // A turn ends with its callback, so its hold on the process is read while it is pending.
  const immediates = vi.spyOn(globalThis, "setImmediate").mockImplementation(((fn: () => void) => {
    const immediate = start(fn);
    queueMicrotask(() => held.push(immediate.hasRef()));
    return immediate;
  }) as typeof setImmediate);
  const timers = vi.spyOn(globalThis, "setTimeout");
  const onTimeout = () => "late";
  const bounded = withDeadline(never, {
    timeoutMs: 5,
    onTimeout,
    ...(keepAlive === undefined ? {} : { keepAlive }),
  });
  const interval = setInterval(() => {}, 1_000);
  await expect(bounded).resolves.toBe("late");
  clearInterval(interval);
  const own = timers.mock.calls.flatMap(([, ms], index) =>
    ms === 5 ? [timers.mock.results[index]?.value] : [],
  );
  timers.mockRestore();
  immediates.mockRestore();
  expect(own).toHaveLength(1);
  expect((own[0] as NodeJS.Timeout).hasRef()).toBe(expected);
  expect(held.length).toBeGreaterThanOrEqual(1);
  for (const ref of held) expect(ref).toBe(expected);
});
