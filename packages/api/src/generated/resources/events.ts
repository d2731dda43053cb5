// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  createEventBatch,
  getEventSummaries,
  listEvents,
  createEvent,
  getEvent,
  getOtlpEnvironmentSettings,
  upsertOtlpEnvironmentSettings,
  deleteOtlpEnvironmentSettings,
  getSegmentIntegrationStatus,
} from "../operations";
