import type { TrackingEventDetails } from "@openfeature/server-sdk";
import type { SchematicClient } from "@schematic/core";
import type { CheckKeys } from "./context";

type TrackBody = Parameters<SchematicClient["track"]>[0];

/**
 * Returns the event for OpenFeature's `track()`, or the reason why there is none. `value` becomes the quantity, rounded
 * up because events count whole units; all other details become traits.
 */
export function trackBody(event: string, keys: CheckKeys, details: TrackingEventDetails): TrackBody | string {
  const { value, ...traits } = details;
  if (value !== undefined && !(typeof value === "number" && value >= 0 && Number.isFinite(value)))
    return "value must be a finite number, at least 0";
  const body: TrackBody = { event, ...keys };
  if (value !== undefined) body.quantity = Math.ceil(value);
  if (Object.keys(traits).length > 0) body.traits = traits;
  return body;
}
