// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  listCatalogs,
  createCatalog,
  getCatalog,
  updateCatalog,
  deleteCatalog,
  getConfiguration,
  updateConfiguration,
  getCreditBundlesInCatalog,
  addCreditBundle,
  removeCreditBundle,
  getDerivedFeatures,
  getPlansInCatalog,
  addPlan,
  removePlan,
  getPublicCatalog,
  getPublicCatalogById,
} from "../operations";
