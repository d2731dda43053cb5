// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  listDataExports,
  createDataExport,
  getDataExport,
  getDataExportArtifact,
} from "../operations";
