export type { ClockOptions, EmulatorClock, Instant } from "./clock";
export { DEFAULT_API_KEY, type Emulator, type EmulatorOptions } from "./contract";
export type { EmulatorCredits } from "./credits/control";
export type {
  CreditAccount,
  CreditFigures,
  CreditLease,
  CreditReservation,
  CreditVerification,
  LedgerEntry,
  LedgerReason,
} from "./credits/model";
export { startEmulator } from "./emulator";
export { EmulatorError, type EmulatorErrorCode } from "./errors";
export type { Faults, StreamFaults } from "./faults/faults";
export type { Fault, FaultAction, FaultRule } from "./faults/rules";
export type { SeedSource } from "./seed/load";
export type {
  Keys,
  Seed,
  SeedCompany,
  SeedCondition,
  SeedCredit,
  SeedEnvironment,
  SeedFeature,
  SeedFlag,
  SeedGrant,
  SeedOverride,
  SeedPlan,
  SeedRule,
  SeedUser,
  SeedWebhook,
} from "./seed/types";
export type { Snapshot, SnapshotCompany, SnapshotUsage } from "./snapshot";
export type { CapturedEvent, Override, WireFlag } from "./state/model";
export type { Delivery } from "./webhooks/queue";
