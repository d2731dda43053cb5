import { WebhookRequestType } from "@schematic/api/enums";

/** Every webhook action that Schematic documents, in the order of their names. */
export const ACTIONS: readonly string[] = Object.values(WebhookRequestType).sort();
