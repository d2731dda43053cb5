// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

import { type WebhookBody, webhookBody } from "../webhook-body";
import {
  $BillingSubscriptionView,
  $CompanyDetailResponseData,
  $CompanyOverrideResponseData,
  $CreatedAtAndUpdatedAt,
  $CreditsAutoTopupHardFailure,
  $FeatureDetailResponseData,
  $FlagDetailResponseData,
  $PlanChangeResponseData,
  $PlanDetailResponseData,
  $PlanEntitlementResponseData,
  $RuleDetailResponseData,
  $UserDetailResponseData,
  $WebFeatureUsageWebhookOutput,
  $WebScheduledDowngradeWebhookOutput,
} from "./tables";
import type {
  BillingSubscriptionView,
  CompanyDetailResponseData,
  CompanyOverrideResponseData,
  CreditsAutoTopupHardFailure,
  CreditsAutoTopupRetryFailure,
  CreditsAutoTopupSuccess,
  CreditsCreditPurchaseSuccess,
  FeatureDetailResponseData,
  FlagDetailResponseData,
  PlanChangeResponseData,
  PlanDetailResponseData,
  PlanEntitlementResponseData,
  PlanVersionResponseData,
  RuleDetailResponseData,
  UserDetailResponseData,
  WebFeatureUsageWebhookOutput,
  WebScheduledDowngradeWebhookOutput,
} from "./types";

/** Decoded bodies by action. Actions without a documented body have `unknown`. */
export interface WebhookBodies {
  "auto.topup.hard.failure": CreditsAutoTopupHardFailure;
  "auto.topup.retry.exceeded": CreditsAutoTopupRetryFailure;
  "auto.topup.success": CreditsAutoTopupSuccess;
  "company.created": CompanyDetailResponseData;
  "company.deleted": CompanyDetailResponseData;
  "company.override.created": CompanyOverrideResponseData;
  "company.override.deleted": CompanyOverrideResponseData;
  "company.override.expired": CompanyOverrideResponseData;
  "company.override.updated": CompanyOverrideResponseData;
  "company.plan_changed": PlanChangeResponseData;
  "company.scheduled_downgrade": WebScheduledDowngradeWebhookOutput;
  "company.updated": CompanyDetailResponseData;
  "credit.limit.reached": unknown;
  "credit.limit.warning": unknown;
  "credit.purchase.success": CreditsCreditPurchaseSuccess;
  "credit.usage_warning_reached": unknown;
  "entitlement.limit.reached": WebFeatureUsageWebhookOutput;
  "entitlement.limit.warning": WebFeatureUsageWebhookOutput;
  "entitlement.soft_limit.reached": WebFeatureUsageWebhookOutput;
  "entitlement.soft_limit.warning": WebFeatureUsageWebhookOutput;
  "entitlement.tier_limit.reached": WebFeatureUsageWebhookOutput;
  "entitlement.tier_limit.warning": WebFeatureUsageWebhookOutput;
  "feature.created": FeatureDetailResponseData;
  "feature.deleted": FeatureDetailResponseData;
  "feature.updated": FeatureDetailResponseData;
  "flag.created": FlagDetailResponseData;
  "flag.deleted": FlagDetailResponseData;
  "flag.updated": FlagDetailResponseData;
  "flag_rules.updated": RuleDetailResponseData;
  "plan.created": PlanDetailResponseData;
  "plan.deleted": PlanDetailResponseData;
  "plan.entitlement.created": PlanEntitlementResponseData;
  "plan.entitlement.deleted": PlanEntitlementResponseData;
  "plan.entitlement.updated": PlanEntitlementResponseData;
  "plan.updated": PlanDetailResponseData;
  "plan_version.deleted": PlanVersionResponseData;
  "rule.deleted": RuleDetailResponseData;
  "subscription.trial.ended": BillingSubscriptionView;
  "test.send": unknown;
  "user.created": UserDetailResponseData;
  "user.deleted": UserDetailResponseData;
  "user.updated": UserDetailResponseData;
}

/** Decodes bodies of `auto.topup.hard.failure`. */
export const autoTopupHardFailure: WebhookBody<"auto.topup.hard.failure"> = /* @__PURE__ */ webhookBody("auto.topup.hard.failure", $CreditsAutoTopupHardFailure);

/** Decodes bodies of `auto.topup.retry.exceeded`. */
export const autoTopupRetryExceeded: WebhookBody<"auto.topup.retry.exceeded"> = /* @__PURE__ */ webhookBody("auto.topup.retry.exceeded", $CreditsAutoTopupHardFailure);

/** Decodes bodies of `auto.topup.success`. */
export const autoTopupSuccess: WebhookBody<"auto.topup.success"> = /* @__PURE__ */ webhookBody("auto.topup.success", $CreditsAutoTopupHardFailure);

/** Decodes bodies of `company.created`. */
export const companyCreated: WebhookBody<"company.created"> = /* @__PURE__ */ webhookBody("company.created", $CompanyDetailResponseData);

/** Decodes bodies of `company.deleted`. */
export const companyDeleted: WebhookBody<"company.deleted"> = /* @__PURE__ */ webhookBody("company.deleted", $CompanyDetailResponseData);

/** Decodes bodies of `company.override.created`. */
export const companyOverrideCreated: WebhookBody<"company.override.created"> = /* @__PURE__ */ webhookBody("company.override.created", $CompanyOverrideResponseData);

/** Decodes bodies of `company.override.deleted`. */
export const companyOverrideDeleted: WebhookBody<"company.override.deleted"> = /* @__PURE__ */ webhookBody("company.override.deleted", $CompanyOverrideResponseData);

/** Decodes bodies of `company.override.expired`. */
export const companyOverrideExpired: WebhookBody<"company.override.expired"> = /* @__PURE__ */ webhookBody("company.override.expired", $CompanyOverrideResponseData);

/** Decodes bodies of `company.override.updated`. */
export const companyOverrideUpdated: WebhookBody<"company.override.updated"> = /* @__PURE__ */ webhookBody("company.override.updated", $CompanyOverrideResponseData);

/** Decodes bodies of `company.plan_changed`. */
export const companyPlanChanged: WebhookBody<"company.plan_changed"> = /* @__PURE__ */ webhookBody("company.plan_changed", $PlanChangeResponseData);

/** Decodes bodies of `company.scheduled_downgrade`. */
export const companyScheduledDowngrade: WebhookBody<"company.scheduled_downgrade"> = /* @__PURE__ */ webhookBody("company.scheduled_downgrade", $WebScheduledDowngradeWebhookOutput);

/** Decodes bodies of `company.updated`. */
export const companyUpdated: WebhookBody<"company.updated"> = /* @__PURE__ */ webhookBody("company.updated", $CompanyDetailResponseData);

/** Decodes bodies of `credit.limit.reached`. */
export const creditLimitReached: WebhookBody<"credit.limit.reached"> = /* @__PURE__ */ webhookBody("credit.limit.reached");

/** Decodes bodies of `credit.limit.warning`. */
export const creditLimitWarning: WebhookBody<"credit.limit.warning"> = /* @__PURE__ */ webhookBody("credit.limit.warning");

/** Decodes bodies of `credit.purchase.success`. */
export const creditPurchaseSuccess: WebhookBody<"credit.purchase.success"> = /* @__PURE__ */ webhookBody("credit.purchase.success", $CreditsAutoTopupHardFailure);

/** Decodes bodies of `credit.usage_warning_reached`. */
export const creditUsageWarningReached: WebhookBody<"credit.usage_warning_reached"> = /* @__PURE__ */ webhookBody("credit.usage_warning_reached");

/** Decodes bodies of `entitlement.limit.reached`. */
export const entitlementLimitReached: WebhookBody<"entitlement.limit.reached"> = /* @__PURE__ */ webhookBody("entitlement.limit.reached", $WebFeatureUsageWebhookOutput);

/** Decodes bodies of `entitlement.limit.warning`. */
export const entitlementLimitWarning: WebhookBody<"entitlement.limit.warning"> = /* @__PURE__ */ webhookBody("entitlement.limit.warning", $WebFeatureUsageWebhookOutput);

/** Decodes bodies of `entitlement.soft_limit.reached`. */
export const entitlementSoftLimitReached: WebhookBody<"entitlement.soft_limit.reached"> = /* @__PURE__ */ webhookBody("entitlement.soft_limit.reached", $WebFeatureUsageWebhookOutput);

/** Decodes bodies of `entitlement.soft_limit.warning`. */
export const entitlementSoftLimitWarning: WebhookBody<"entitlement.soft_limit.warning"> = /* @__PURE__ */ webhookBody("entitlement.soft_limit.warning", $WebFeatureUsageWebhookOutput);

/** Decodes bodies of `entitlement.tier_limit.reached`. */
export const entitlementTierLimitReached: WebhookBody<"entitlement.tier_limit.reached"> = /* @__PURE__ */ webhookBody("entitlement.tier_limit.reached", $WebFeatureUsageWebhookOutput);

/** Decodes bodies of `entitlement.tier_limit.warning`. */
export const entitlementTierLimitWarning: WebhookBody<"entitlement.tier_limit.warning"> = /* @__PURE__ */ webhookBody("entitlement.tier_limit.warning", $WebFeatureUsageWebhookOutput);

/** Decodes bodies of `feature.created`. */
export const featureCreated: WebhookBody<"feature.created"> = /* @__PURE__ */ webhookBody("feature.created", $FeatureDetailResponseData);

/** Decodes bodies of `feature.deleted`. */
export const featureDeleted: WebhookBody<"feature.deleted"> = /* @__PURE__ */ webhookBody("feature.deleted", $FeatureDetailResponseData);

/** Decodes bodies of `feature.updated`. */
export const featureUpdated: WebhookBody<"feature.updated"> = /* @__PURE__ */ webhookBody("feature.updated", $FeatureDetailResponseData);

/** Decodes bodies of `flag.created`. */
export const flagCreated: WebhookBody<"flag.created"> = /* @__PURE__ */ webhookBody("flag.created", $FlagDetailResponseData);

/** Decodes bodies of `flag.deleted`. */
export const flagDeleted: WebhookBody<"flag.deleted"> = /* @__PURE__ */ webhookBody("flag.deleted", $FlagDetailResponseData);

/** Decodes bodies of `flag.updated`. */
export const flagUpdated: WebhookBody<"flag.updated"> = /* @__PURE__ */ webhookBody("flag.updated", $FlagDetailResponseData);

/** Decodes bodies of `flag_rules.updated`. */
export const flagRulesUpdated: WebhookBody<"flag_rules.updated"> = /* @__PURE__ */ webhookBody("flag_rules.updated", $RuleDetailResponseData);

/** Decodes bodies of `plan.created`. */
export const planCreated: WebhookBody<"plan.created"> = /* @__PURE__ */ webhookBody("plan.created", $PlanDetailResponseData);

/** Decodes bodies of `plan.deleted`. */
export const planDeleted: WebhookBody<"plan.deleted"> = /* @__PURE__ */ webhookBody("plan.deleted", $PlanDetailResponseData);

/** Decodes bodies of `plan.entitlement.created`. */
export const planEntitlementCreated: WebhookBody<"plan.entitlement.created"> = /* @__PURE__ */ webhookBody("plan.entitlement.created", $PlanEntitlementResponseData);

/** Decodes bodies of `plan.entitlement.deleted`. */
export const planEntitlementDeleted: WebhookBody<"plan.entitlement.deleted"> = /* @__PURE__ */ webhookBody("plan.entitlement.deleted", $PlanEntitlementResponseData);

/** Decodes bodies of `plan.entitlement.updated`. */
export const planEntitlementUpdated: WebhookBody<"plan.entitlement.updated"> = /* @__PURE__ */ webhookBody("plan.entitlement.updated", $PlanEntitlementResponseData);

/** Decodes bodies of `plan.updated`. */
export const planUpdated: WebhookBody<"plan.updated"> = /* @__PURE__ */ webhookBody("plan.updated", $PlanDetailResponseData);

/** Decodes bodies of `plan_version.deleted`. */
export const planVersionDeleted: WebhookBody<"plan_version.deleted"> = /* @__PURE__ */ webhookBody("plan_version.deleted", $CreatedAtAndUpdatedAt);

/** Decodes bodies of `rule.deleted`. */
export const ruleDeleted: WebhookBody<"rule.deleted"> = /* @__PURE__ */ webhookBody("rule.deleted", $RuleDetailResponseData);

/** Decodes bodies of `subscription.trial.ended`. */
export const subscriptionTrialEnded: WebhookBody<"subscription.trial.ended"> = /* @__PURE__ */ webhookBody("subscription.trial.ended", $BillingSubscriptionView);

/** Decodes bodies of `test.send`. */
export const testSend: WebhookBody<"test.send"> = /* @__PURE__ */ webhookBody("test.send");

/** Decodes bodies of `user.created`. */
export const userCreated: WebhookBody<"user.created"> = /* @__PURE__ */ webhookBody("user.created", $UserDetailResponseData);

/** Decodes bodies of `user.deleted`. */
export const userDeleted: WebhookBody<"user.deleted"> = /* @__PURE__ */ webhookBody("user.deleted", $UserDetailResponseData);

/** Decodes bodies of `user.updated`. */
export const userUpdated: WebhookBody<"user.updated"> = /* @__PURE__ */ webhookBody("user.updated", $UserDetailResponseData);

/** The decoder of each action. */
export const webhookBodies: { readonly [Action in keyof WebhookBodies]: WebhookBody<Action> } = {
  "auto.topup.hard.failure": autoTopupHardFailure,
  "auto.topup.retry.exceeded": autoTopupRetryExceeded,
  "auto.topup.success": autoTopupSuccess,
  "company.created": companyCreated,
  "company.deleted": companyDeleted,
  "company.override.created": companyOverrideCreated,
  "company.override.deleted": companyOverrideDeleted,
  "company.override.expired": companyOverrideExpired,
  "company.override.updated": companyOverrideUpdated,
  "company.plan_changed": companyPlanChanged,
  "company.scheduled_downgrade": companyScheduledDowngrade,
  "company.updated": companyUpdated,
  "credit.limit.reached": creditLimitReached,
  "credit.limit.warning": creditLimitWarning,
  "credit.purchase.success": creditPurchaseSuccess,
  "credit.usage_warning_reached": creditUsageWarningReached,
  "entitlement.limit.reached": entitlementLimitReached,
  "entitlement.limit.warning": entitlementLimitWarning,
  "entitlement.soft_limit.reached": entitlementSoftLimitReached,
  "entitlement.soft_limit.warning": entitlementSoftLimitWarning,
  "entitlement.tier_limit.reached": entitlementTierLimitReached,
  "entitlement.tier_limit.warning": entitlementTierLimitWarning,
  "feature.created": featureCreated,
  "feature.deleted": featureDeleted,
  "feature.updated": featureUpdated,
  "flag.created": flagCreated,
  "flag.deleted": flagDeleted,
  "flag.updated": flagUpdated,
  "flag_rules.updated": flagRulesUpdated,
  "plan.created": planCreated,
  "plan.deleted": planDeleted,
  "plan.entitlement.created": planEntitlementCreated,
  "plan.entitlement.deleted": planEntitlementDeleted,
  "plan.entitlement.updated": planEntitlementUpdated,
  "plan.updated": planUpdated,
  "plan_version.deleted": planVersionDeleted,
  "rule.deleted": ruleDeleted,
  "subscription.trial.ended": subscriptionTrialEnded,
  "test.send": testSend,
  "user.created": userCreated,
  "user.deleted": userDeleted,
  "user.updated": userUpdated,
};
