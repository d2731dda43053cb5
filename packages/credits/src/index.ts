export { type CreditLeases, creditLeases } from "./credit-leases";
export { MemoryLeaseStore } from "./memory/lease-store";
export { MemoryReservationStore } from "./memory/reservation-store";
export type { CreditLeaseMode, CreditLeaseOptions, CreditLeaseOverride } from "./options";
