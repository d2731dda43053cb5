import type { Context } from "hono";
import { streamSSE } from "hono/streaming";
import type { ControlParts } from "./parts";
import { pageState } from "./state";

const LIVE_INTERVAL_MS = 150;

/** Returns what may change without a notice from the world. */
function fingerprint({ emulator, stream, activity }: ControlParts): string {
  const { clock, faults } = emulator;
  const time = clock.frozen ? clock.now() : Math.round((clock.now() - Date.now()) / 1_000);
  const sockets = [...stream.sessions].map(({ id, companies, users, all }) => [
    id,
    companies.size,
    users.size,
    all.size,
  ]);
  return JSON.stringify([
    clock.frozen,
    time,
    sockets,
    stream.state,
    faults.list(),
    emulator.requests(),
    activity.version,
  ]);
}

/** Server-sent events for the page: the whole state whenever something has changed, looked for every 150 ms. */
export function live(c: Context, parts: ControlParts): Response {
  return streamSSE(c, async (sse) => {
    let open = true;
    sse.onAbort(() => {
      open = false;
    });
    let changed = true;
    const watch = () => {
      changed = true;
    };
    const stop = parts.services.world.onChange(watch);
    const stopDeliveries = parts.services.webhooks.onDelivery(watch);
    let seen = "";
    while (open) {
      const print = fingerprint(parts);
      if (changed || print !== seen) {
        changed = false;
        seen = print;
        await sse.writeSSE({ event: "state", data: JSON.stringify(pageState(parts)) });
      }
      await sse.sleep(LIVE_INTERVAL_MS);
    }
    stop();
    stopDeliveries();
  });
}
