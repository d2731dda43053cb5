// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  listComponents,
  createComponent,
  getComponent,
  updateComponent,
  deleteComponent,
  bindCatalog,
  countComponents,
  previewComponentData,
} from "../operations";
