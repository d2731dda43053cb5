import type { LeaseStore, ReservationStore } from "@schematic/core";
import { toMicrosUp } from "./amounts";

/** How credits are held: out of a lease in this process, by the server at each check, or whichever is possible. */
export type CreditLeaseMode = "client" | "server" | "auto";

/** Options that can be set for one credit type. Times in ms. */
export interface CreditLeaseOverride {
  /** Life of a lease, asked for at acquire and extend. Default 300,000; at most 3,540,000. */
  defaultLeaseDuration?: number | undefined;
  /** Life of a hold that is not settled. Default 60,000. */
  defaultReservationTTL?: number | undefined;
  /** Credits per acquire, and the level to which an extension fills the lease. Default 10,000. */
  defaultLeaseSize?: number | undefined;
  /** Share of the lease size at or below which the lease is extended. Default 0.25. */
  lowWaterMark?: number | undefined;
  /** Has no effect for one credit type; accepted because the published SDK accepts it. */
  prewarmResolveTimeoutMs?: number | undefined;
}

/** Options of credit gating. Times in ms. */
export interface CreditLeaseOptions extends CreditLeaseOverride {
  /** Default `auto`: `client` if the client has a local copy of the data, else `server`. */
  mode?: CreditLeaseMode | undefined;
  /** How often expired holds are looked for. Default 1,000. */
  sweepIntervalMs?: number | undefined;
  /** How long `prewarm` waits for an unknown company. Default 5,000; 0 looks in memory only. */
  prewarmResolveTimeoutMs?: number | undefined;
  /** By credit type id. */
  overrides?: Record<string, CreditLeaseOverride> | undefined;
  /** Keeps leases. Default: in the memory of this process. */
  leaseStore?: LeaseStore | undefined;
  /** Keeps holds. Default: in the memory of this process. */
  reservationStore?: ReservationStore | undefined;
}

/** Settings of one credit type. Amounts in micro-credits, times in ms. */
export interface CreditSettings {
  leaseMs: number;
  ttlMs: number;
  size: number;
  /** Remaining amount at or below which the lease is extended. */
  mark: number;
}

/** The longest life of a lease or a server-side hold: the server's limit of 1 h less 60 s for clock skew. */
export const MAX_LIFE_MS = 3_540_000;

/** Defaults of credit gating. Times in ms, amounts in credits. */
export interface CreditDefaults {
  readonly defaultLeaseDuration: number;
  readonly defaultReservationTTL: number;
  readonly defaultLeaseSize: number;
  readonly lowWaterMark: number;
  readonly sweepIntervalMs: number;
  readonly prewarmResolveTimeoutMs: number;
}

/** The values of {@link CreditDefaults}. */
export const CREDIT_DEFAULTS: CreditDefaults = {
  defaultLeaseDuration: 300_000,
  defaultReservationTTL: 60_000,
  defaultLeaseSize: 10_000,
  lowWaterMark: 0.25,
  sweepIntervalMs: 1_000,
  prewarmResolveTimeoutMs: 5_000,
};

/** Returns the settings for one credit type: its override, else the general option, else the default. */
export function settingsFor(options: CreditLeaseOptions, creditTypeId: string): CreditSettings {
  const { overrides } = options;
  const own = overrides && Object.hasOwn(overrides, creditTypeId) ? overrides[creditTypeId] : undefined;
  const pick = (name: keyof CreditLeaseOverride): number =>
    own?.[name] ?? options[name] ?? CREDIT_DEFAULTS[name];
  const size = toMicrosUp(pick("defaultLeaseSize"));
  return {
    leaseMs: pick("defaultLeaseDuration"),
    ttlMs: pick("defaultReservationTTL"),
    size,
    mark: Math.floor(size * pick("lowWaterMark")),
  };
}
