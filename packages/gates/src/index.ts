export { type FetchGates, fetchGates } from "./adapters/fetch";
export { GateError, type GateErrorCode } from "./gate-error";
export type {
  CheckAnswer,
  GateClient,
  GateContext,
  GateResponse,
  GatesOptions,
  RequireOptions,
  TrackedEvent,
} from "./options";
export type { GateProblem } from "./problem";
