import { nextTurn } from "@schematic-internal/kit";
import type { CancelTimer, Clock } from "../contracts/clock";

/** The longest delay that `setTimeout` takes; a longer one would fire at once. */
const MAX_DELAY = 2_147_483_647;

function setTimer(fn: () => void, delayMs: number, hold = false): CancelTimer {
  if (!(delayMs > 0)) return nextTurn(fn, hold);
  let timer: unknown;
  const arm = (left: number): void => {
    const step = Math.min(left, MAX_DELAY);
    timer = setTimeout(() => (left > step ? arm(left - step) : fn()), step);
    // Node, bun and deno return an object; browsers and workers a number that holds nothing open.
    if (!hold && typeof timer === "object" && timer !== null) (timer as { unref?: () => void }).unref?.();
  };
  arm(delayMs);
  return () => clearTimeout(timer as ReturnType<typeof setTimeout>);
}

/** The clock of the machine: `Date.now`, `performance.now`, `Math.random` and `setTimeout`. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  random: () => Math.random(),
  setTimer,
};
