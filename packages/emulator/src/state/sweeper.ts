import type { VirtualClock } from "../clock";
import { removeOverride } from "./apply";
import { rollOver } from "./metering";
import { spanOf } from "./periods";
import type { World } from "./world";

/** Does what time brings: metric periods end, overrides expire. */
export class Sweeper {
  readonly #world: World;
  readonly #clock: VirtualClock;
  readonly #refresh: () => void;
  #cancel: () => void = () => {};

  constructor(world: World, clock: VirtualClock, refresh: () => void) {
    this.#world = world;
    this.#clock = clock;
    this.#refresh = refresh;
  }

  /** Sets the alarm for whatever is due next; call it when subscriptions or overrides have changed. */
  schedule(): void {
    this.#cancel();
    const now = this.#clock.now();
    // Every other period ends at a midnight (UTC) too.
    let next = spanOf("current_day", "first_of_month", now)?.end ?? now;
    for (const override of this.#world.overrides.values()) {
      if (override.expiresAt !== undefined) next = Math.min(next, override.expiresAt);
    }
    for (const company of this.#world.companies.values()) {
      if (company.subscription === undefined) continue;
      const end = spanOf("current_month", "billing_cycle", now, company.subscription)?.end;
      if (end !== undefined && end > now) next = Math.min(next, end);
    }
    this.#cancel = this.#clock.setTimer(() => this.#sweep(), next);
  }

  #sweep(): void {
    const now = this.#clock.now();
    let expired = false;
    for (const override of [...this.#world.overrides.values()]) {
      if (override.expiresAt === undefined || override.expiresAt > now) continue;
      removeOverride(this.#world, override, "expired");
      expired = true;
    }
    for (const company of this.#world.companies.values()) {
      const over = rollOver(this.#world, company);
      if (over.length > 0) this.#world.touch(company, ["metrics"], over);
    }
    if (expired) this.#refresh();
    this.schedule();
  }
}
