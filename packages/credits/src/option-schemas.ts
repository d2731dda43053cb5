/**
 * Entry point `@schematic/credits/options`: schemas and defaults of the options of this package. It loads none of the
 * code that they configure, so that `@schematic/sdk` can check its options before it loads credit gating.
 *
 * Unstable: names here change or disappear in any release, patches included.
 */
import type { LeaseStore, ReservationStore } from "@schematic/core";
import { group, having, milliseconds, type OptionGroup, oneOf, record } from "@schematic/core/internal";
import * as v from "valibot";
import { type CreditLeaseOptions, type CreditLeaseOverride, MAX_LIFE_MS } from "./options";

/** The smallest amount, and the largest that is exact to the micro-credit, in credits. */
const MIN_CREDITS = 1e-6;
const MAX_CREDITS = 1e9;

function between(what: string, isInside: (value: number) => boolean): v.GenericSchema<number> {
  const message = `must be ${what}`;
  return v.pipe(v.number(message), v.finite(message), v.check(isInside, message), v.description(what));
}

const override = {
  defaultLeaseDuration: between(
    `a number of milliseconds, 1 to ${MAX_LIFE_MS}`,
    (ms) => ms >= 1 && ms <= MAX_LIFE_MS,
  ),
  defaultReservationTTL: milliseconds(1),
  defaultLeaseSize: between(
    "a number of credits, 0.000001 to 1000000000",
    (credits) => credits >= MIN_CREDITS && credits <= MAX_CREDITS,
  ),
  lowWaterMark: between(
    "a share of the lease size, more than 0 and less than 1",
    (share) => share > 0 && share < 1,
  ),
  prewarmResolveTimeoutMs: milliseconds(),
};

const hasKnownNames = (options: Record<string, unknown>): boolean =>
  Object.keys(options).every((name) => Object.hasOwn(override, name));

/** Schema of the options of one credit type. */
const OVERRIDE: v.GenericSchema<CreditLeaseOverride> = v.pipe(
  v.looseObject(group<CreditLeaseOverride>(override).entries, "must be an object of options"),
  v.check(hasKnownNames, `must have no other options than ${Object.keys(override).join(", ")}`),
) as unknown as v.GenericSchema<CreditLeaseOverride>;

/** Schema of the options of `creditLeases()`. */
export const CREDIT_LEASE_OPTIONS: OptionGroup<CreditLeaseOptions> = group<CreditLeaseOptions>({
  ...override,
  mode: oneOf(["client", "server", "auto"]),
  sweepIntervalMs: milliseconds(1),
  overrides: record("options by credit type id", OVERRIDE),
  leaseStore: having<LeaseStore>("a lease store", "read", "install", "reserve", "adjust"),
  reservationStore: having<ReservationStore>("a reservation store", "add", "claim", "expire"),
});

export { CREDIT_DEFAULTS, type CreditDefaults } from "./options";
