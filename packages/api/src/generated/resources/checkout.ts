// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  internal,
  getCheckoutData,
  previewCheckoutInternal,
  getCompanyBillingDetails,
  updateCompanyBillingDetails,
  managePlan,
  previewManagePlan,
  cancelSubscription,
  updateCustomerSubscriptionTrialEnd,
} from "../operations";
