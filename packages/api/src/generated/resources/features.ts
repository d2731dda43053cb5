// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  listFeatures,
  createFeature,
  getFeature,
  updateFeature,
  deleteFeature,
  upsertFeatureForBillingProduct,
  countFeatures,
  listFlags,
  createFlag,
  getFlag,
  updateFlag,
  deleteFlag,
  updateFlagRules,
  checkFlag,
  checkAndReserveFlag,
  checkFlags,
  checkFlagsBulk,
  countFlags,
} from "../operations";
