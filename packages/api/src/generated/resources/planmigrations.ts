// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  listCompanyMigrations,
  retryCompanyMigration,
  countCompanyMigrations,
  listMigrations,
  createMigration,
  getMigration,
  cancelMigration,
  completeMigrationNow,
  retryMigration,
  countMigrations,
  previewMigration,
} from "../operations";
