import { describeLeaseStore, describeReservationStore } from "@schematic-internal/testing/credit-conformance";
import { MemoryLeaseStore, MemoryReservationStore } from "../src/index";

function fakeClock(): { now: () => number; monotonic: () => number; pass: (ms: number) => void } {
  let passed = 0;
  const startedAt = Date.now();
  return {
    now: () => startedAt + passed,
    monotonic: () => passed,
    pass: (ms) => {
      passed += ms;
    },
  };
}

describeLeaseStore("in memory", () => {
  const clock = fakeClock();
  return { store: new MemoryLeaseStore(clock), pass: clock.pass };
});

describeReservationStore("in memory", () => {
  const clock = fakeClock();
  return { store: new MemoryReservationStore(clock), pass: clock.pass };
});
