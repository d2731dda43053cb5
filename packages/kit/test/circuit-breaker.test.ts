import { expect, test } from "vitest";
import { CircuitBreaker } from "../src";

function breaker(options: { failures?: number; maxPauseMs?: number } = {}) {
  const clock = { now: 0 };
  const circuit = new CircuitBreaker({ failures: 3, pauseMs: 100, now: () => clock.now, ...options });
  const fail = (times: number) => {
    for (let n = 0; n < times; n++) circuit.failed();
  };
  return { circuit, clock, fail };
}

test("stays closed below the limit of failures in a row", () => {
  const { circuit, fail } = breaker();
  fail(2);
  circuit.succeeded();
  fail(2);
  expect(circuit.admit()).toBe("call");
});

test("refuses calls for the pause, then lets one probe pass", () => {
  const { circuit, clock, fail } = breaker();
  fail(3);
  clock.now = 99;
  expect(circuit.admit()).toBe("refuse");
  clock.now = 100;
  expect(circuit.admit()).toBe("probe");
  expect(circuit.admit()).toBe("refuse");
});

test("lets another probe pass when the outcome of the first is never reported", () => {
  const { circuit, clock, fail } = breaker();
  fail(3);
  clock.now = 100;
  circuit.admit();
  clock.now = 200;
  expect(circuit.admit()).toBe("probe");
});

test("doubles the pause up to its maximum, and starts small again after a success", () => {
  const { circuit, clock, fail } = breaker({ failures: 1, maxPauseMs: 300 });
  const pauses: number[] = [];
  fail(1);
  for (let n = 0; n < 4; n++) {
    const from = clock.now;
    while (circuit.admit() === "refuse") clock.now++;
    pauses.push(clock.now - from);
    circuit.failed();
  }
  expect(pauses).toEqual([100, 200, 300, 300]);
  circuit.succeeded();
  expect(circuit.admit()).toBe("call");
  fail(1);
  clock.now += 100;
  expect(circuit.admit()).toBe("probe");
});

test("does not lengthen the pause for failures of calls that were under way", () => {
  const { circuit, clock, fail } = breaker();
  fail(3);
  clock.now = 90;
  fail(5);
  clock.now = 100;
  expect(circuit.admit()).toBe("probe");
});

test("measures time with the monotonic clock by default", () => {
  const circuit = new CircuitBreaker({ failures: 1, pauseMs: 1e9 });
  circuit.failed();
  expect(circuit.admit()).toBe("refuse");
});
