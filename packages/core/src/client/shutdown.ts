import { DEFAULTS } from "../defaults";
import { describeError } from "../log/safe";
import { within } from "../within";
import type { ClientParts } from "./parts";

/** The source's own closing takes no network; it gets this long (ms) even when the time is up. */
const SOURCE_MS = 100;

/** Lets checks under way finish, sends what waits, closes the source; within the time of `close()`. */
export async function shutDown({
  evaluator,
  rest,
  events,
  source,
  clock,
  logger,
}: ClientParts): Promise<void> {
  const deadline = clock.monotonic() + DEFAULTS.closeTimeoutMs;
  await within(evaluator.close(), deadline, clock, () => rest?.abort());
  const unsent = await events?.close(Math.max(0, deadline - clock.monotonic()));
  if (unsent) logger.error("The client closed with events that could not be sent", unsent);
  if (source === undefined) return;
  try {
    await within(source.close(), Math.max(deadline, clock.monotonic() + SOURCE_MS), clock, () => {});
  } catch (error) {
    logger.error("The flag source did not close", describeError(error));
  }
}
