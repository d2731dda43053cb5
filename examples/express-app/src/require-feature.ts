import type { SchematicClient } from "@schematic/sdk";
import type { Request, RequestHandler } from "express";

/** Who calls. A real application knows it from a session or a token. */
export function companyOf(request: Request): { id: string } | undefined {
  const id = request.header("x-company");
  return id === undefined ? undefined : { id };
}

/**
 * Lets a request pass when its company may use the feature now. Otherwise: 401 without a company, 402 when
 * what its plan allows is used up, 403 when its plan does not have the feature.
 */
export function requireFeature(client: SchematicClient, feature: string): RequestHandler {
  return async (request, response, next) => {
    const company = companyOf(request);
    if (company === undefined) {
      response.status(401).json({ error: "say who you are: header x-company" });
      return;
    }
    const { value, entitlement } = await client.checkFlagWithEntitlement({ company }, feature);
    if (value) {
      next();
      return;
    }
    const { usage = 0, allocation } = entitlement ?? {};
    if (allocation === undefined) response.status(403).json({ error: `${feature} is not in your plan` });
    else response.status(402).json({ error: `${usage} of ${allocation} used`, usage, allocation });
  };
}
