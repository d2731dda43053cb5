import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Tag } from "./parts";
import { isConnected, send, state } from "./store";

const HOUR_MS = 3_600_000;

/** The emulator's time, with buttons that move it. */
export function ClockBar(): JSX.Element {
  const now = state.value?.now;
  const isFrozen = state.value?.frozen === true;
  const [shown, setShown] = useState("");
  useEffect(() => {
    if (now === undefined) return undefined;
    const base = Date.parse(now);
    const readAt = performance.now();
    const tick = (): void => {
      // The clock of an emulator that does not answer must not go on.
      const passed = isFrozen || !isConnected.value ? 0 : performance.now() - readAt;
      setShown(new Date(base + passed).toISOString().slice(0, 19).replace("T", " "));
    };
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [now, isFrozen]);

  const nextMonth = (): void => {
    const date = new Date(now ?? 0);
    void send("clock", {
      set: new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1)).toISOString(),
    });
  };
  return (
    <fieldset class="clock" aria-label="Clock">
      <time id="now">{shown} UTC</time>
      {isFrozen ? <Tag tone="warn">frozen</Tag> : null}
      <button
        type="button"
        onClick={() => void send("clock", isFrozen ? { resume: true } : { freeze: true })}
      >
        {isFrozen ? "Resume" : "Freeze"}
      </button>
      <button type="button" onClick={() => void send("clock", { advance_ms: HOUR_MS })}>
        +1 hour
      </button>
      <button type="button" onClick={() => void send("clock", { advance_ms: 24 * HOUR_MS })}>
        +1 day
      </button>
      <button type="button" onClick={nextMonth}>
        Next month
      </button>
      <button type="button" onClick={() => void send("clock", { now: true })}>
        Back to now
      </button>
      <button type="button" class="danger" onClick={() => void send("reset")}>
        Reset
      </button>
    </fieldset>
  );
}
