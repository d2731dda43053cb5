import { DEFAULTS } from "../defaults";
import { describeError } from "../log/safe";
import type { ClientParts } from "./parts";
import { TIMED_OUT, within } from "./wait";

/** The source's own closing takes no network; it gets this long (ms) even when the time is up. */
const SOURCE_MS = 100;

/** Lets checks under way finish, sends what waits, closes the source; within the time of `close()`. */
export async function shutDown(parts: ClientParts): Promise<void> {
  const { checker, remote, events, source, settings } = parts;
  const { clock, logger } = settings;
  const startedAt = clock.monotonic();
  const left = (): number => Math.max(0, DEFAULTS.closeTimeoutMs - (clock.monotonic() - startedAt));
  const steps: (() => Promise<unknown>)[] = [
    async () => {
      if ((await within(checker.close(), left(), clock)) === TIMED_OUT) remote?.abort();
    },
    async () => {
      const unsent = (await events?.close(left())) ?? 0;
      if (unsent > 0) logger.error("The client closed with events that could not be sent", unsent);
    },
    async () => source && within(source.close(), Math.max(left(), SOURCE_MS), clock),
  ];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      logger.error("Closing the client failed in part", describeError(error));
    }
  }
}
