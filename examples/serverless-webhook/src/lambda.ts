// AWS Lambda, behind a Function URL, API Gateway or a load balancer. Handler: `lambda.handler`.

import type { LambdaEventLike } from "@schematic/webhooks";
import { type LambdaResult, lambdaWebhooks } from "@schematic/webhooks/lambda";
import { createWebhooks } from "./webhooks";

export const handler: (event: LambdaEventLike) => Promise<LambdaResult> = lambdaWebhooks(
  createWebhooks(process.env.SCHEMATIC_WEBHOOK_SECRET ?? ""),
);
