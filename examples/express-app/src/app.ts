import type { SchematicClient } from "@schematic/sdk";
import express, { type Express } from "express";
import { companyOf, requireFeature } from "./require-feature";

/** How long a report takes, ms. */
const WORK_MS = 100;

export function createApp(client: SchematicClient): Express {
  const app = express();

  app.get("/reports", requireFeature(client, "reports"), async (request, response) => {
    response.type("text/plain").flushHeaders();
    response.write("working …\n");
    await new Promise((resolve) => setTimeout(resolve, WORK_MS));
    // Tracked where the work is done: a report that failed is not counted.
    await client.track({ event: "report", company: companyOf(request) });
    response.end("a report\n");
  });

  app.get("/audit-log", requireFeature(client, "audit-log"), (_request, response) => {
    response.json([]);
  });

  app.get("/health", (_request, response) => {
    response.json(client.status());
  });

  return app;
}
