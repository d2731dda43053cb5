// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  updateCompanyPlans,
  listCustomPlanBillings,
  markCustomPlanBillingPaid,
  retryCustomPlanBilling,
  createCustomPlan,
  listPlans,
  createPlan,
  getPlan,
  updatePlan,
  deletePlan,
  upsertBillingProductPlan,
  upsertPlanForBillingProduct,
  listBillingProductMatchCompanies,
  countBillingProductMatchCompanies,
  countPlans,
  listPlanIssues,
  deletePlanVersion,
  publishPlanVersion,
  getPlanVersionDiff,
  previewPublishPlanVersion,
} from "../operations";
