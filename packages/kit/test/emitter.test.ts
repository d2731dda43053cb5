import { expect, test, vi } from "vitest";
import { Emitter } from "../src";

interface Events {
  ready: number;
  lost: string;
}

test("calls the listeners of one event in order", () => {
  const emitter = new Emitter<Events>(() => {});
  const calls: string[] = [];
  emitter.on("ready", (n) => calls.push(`first ${n}`));
  emitter.on("ready", (n) => calls.push(`second ${n}`));
  emitter.on("lost", (reason) => calls.push(reason));
  emitter.emit("ready", 1);
  expect(calls).toEqual(["first 1", "second 1"]);
});

test("reports listeners that throw or reject, and still calls the others", async () => {
  const onError = vi.fn();
  const emitter = new Emitter<Events>(onError);
  const thrown = new Error("thrown");
  const rejected = new Error("rejected");
  const last = vi.fn();
  emitter.on("ready", () => {
    throw thrown;
  });
  emitter.on("ready", () => Promise.reject(rejected));
  emitter.on("ready", last);
  emitter.emit("ready", 1);
  await new Promise((done) => setImmediate(done));
  expect(onError.mock.calls).toEqual([
    [thrown, "ready"],
    [rejected, "ready"],
  ]);
  expect(last).toHaveBeenCalledOnce();
});

test("removes one listener, also while it is being called", () => {
  const emitter = new Emitter<Events>(() => {});
  const second = vi.fn();
  const off: () => void = emitter.on("ready", () => off());
  const offSecond = emitter.on("ready", second);
  emitter.emit("ready", 1);
  emitter.emit("ready", 2);
  expect(second).toHaveBeenCalledTimes(2);
  offSecond();
  offSecond();
  expect(emitter.has("ready")).toBe(false);
});

test("keeps listeners that were added again after all were removed", () => {
  const emitter = new Emitter<Events>(() => {});
  const off = emitter.on("ready", () => {});
  emitter.clear();
  const later = vi.fn();
  emitter.on("ready", later);
  off();
  emitter.emit("ready", 1);
  expect(later).toHaveBeenCalledOnce();
});

test("calls a listener twice that was added twice", () => {
  const emitter = new Emitter<Events>(() => {});
  const listener = vi.fn();
  emitter.on("ready", listener);
  const off = emitter.on("ready", listener);
  emitter.emit("ready", 1);
  off();
  emitter.emit("ready", 2);
  expect(listener).toHaveBeenCalledTimes(3);
});
