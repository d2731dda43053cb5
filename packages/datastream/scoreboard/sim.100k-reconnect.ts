import type { ScoreboardResult, ScoreboardRow } from "@schematic-internal/testing";
import { afterLoss } from "../src/connection/backoff";
import { settingsOf } from "../src/options";
import { randomFrom } from "./support";

const FLEET = 100_000;
const SECOND = 1_000;

/**
 * A fleet that was connected for long loses its server for `downMs`, all at one moment; every client waits
 * as the real connection does. Returns the largest share that comes back in any one second.
 */
function worstSecond(downMs: number, seed: number): number {
  const { reconnect } = settingsOf({});
  const random = randomFrom(seed);
  const seconds = new Map<number, number>();
  for (let client = 0; client < FLEET; client++) {
    let now = 0;
    let losses = afterLoss(
      { failures: 0, refusals: 0 },
      { uptime: reconnect.minUptime, refused: false, random: random() },
      reconnect,
    );
    for (;;) {
      now += losses.delay;
      if (now >= downMs) break;
      losses = afterLoss(losses, { uptime: -1, refused: false, random: random() }, reconnect);
    }
    const second = Math.floor((now - downMs) / SECOND);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return (Math.max(...seconds.values()) / FLEET) * 100;
}

export const row: ScoreboardRow = {
  name: "sim/100k-reconnect",
  target: "100,000 clients: ≤ 10.5 %/s at once after a restart, ≤ 10 %/s from 20 s down, ≤ 3 %/s from 120 s",
  async run(): Promise<ScoreboardResult> {
    const restart = worstSecond(0, 1);
    const short = worstSecond(20_000, 2);
    const long = worstSecond(120_000, 3);
    const over = [restart > 10.5, short > 10, long > 3].filter(Boolean).length;
    return {
      figure: `${restart.toFixed(1)} %/s after a restart, ${short.toFixed(1)} %/s from 20 s down, ${long.toFixed(1)} %/s from 120 s`,
      holds: over === 0,
      counts: { over },
    };
  },
};
