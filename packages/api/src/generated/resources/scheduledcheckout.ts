// Generated from generator/api-surface.json by `pnpm --filter @schematic/api generate`. Do not edit.

export {
  listScheduledCheckouts,
  createScheduledCheckout,
  getScheduledCheckout,
  updateScheduledCheckout,
} from "../operations";
