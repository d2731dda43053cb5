export type { CacheProvider, CacheWatcher, SharedCache } from "./cache";
export type { CancelTimer, Clock } from "./clock";
export type {
  ClaimedHold,
  CreditSlot,
  CreditStatus,
  Hold,
  HoldLedger,
  HoldReference,
  HoldTerms,
  LeaseEvent,
  LeaseGrant,
  LeaseStore,
  LeaseView,
  MaybePromise,
  OnAcquireFailure,
  OpenResult,
  Reservation,
  ReservationStore,
  ReserveResult,
  SettleResult,
} from "./credits";
export type {
  EngineCompanyPatch,
  EngineHandle,
  EntityKind,
  EvaluateOptions,
  RulesEngine,
} from "./engine";
export type {
  AnswerSource,
  EvaluationContext,
  FeatureEntitlement,
  FlagResolution,
  Preflight,
  Resolution,
} from "./evaluation";
export type {
  EventDrop,
  EventJournal,
  EventMetadata,
  EventSink,
  EventSinkStatus,
  EventType,
  JournalEvent,
  JournaledQueue,
  JournalHost,
  JournalStore,
  QueuedEvent,
  ReplayedEvent,
} from "./events";
export type {
  CreditHookContext,
  CreditHookResult,
  CreditOperation,
  Hook,
  HookContext,
  HookResult,
} from "./hook";
export type { Logger } from "./logger";
export type { SocketFactory, SocketLike } from "./socket";
export type {
  FlagKeys,
  FlagResults,
  FlagSource,
  FlagSourceCaches,
  FlagSourceEvents,
  FlagSourceHost,
  FlagSourceState,
  FlagSourceStatus,
  LoadOptions,
  PeekOptions,
} from "./source";
