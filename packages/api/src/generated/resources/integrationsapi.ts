// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  runIntegration,
  listIntegrations,
  getIntegrationWebhookUrl,
  installIntegration,
  startDataImport,
  loadSampleDataSet,
  getStripeSandboxClaimLink,
  getStripeSandboxKeys,
  claimStripeSandboxKeys,
  assumeStripeInstalled,
  installStripe,
  installStripeClaimableSandbox,
  listStripeSandboxCountries,
  uninstallIntegration,
} from "../operations";
