import type { WebhookHandler } from "../handler";
import type { LambdaEventLike } from "../request";

/** Response of an API Gateway, a Function URL or a load balancer. */
export interface LambdaResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: false;
}

/**
 * Returns a handler: `export const handler = lambdaWebhooks(webhooks)`, for API Gateway v1 and v2, Function URLs and
 * load balancers.
 */
export function lambdaWebhooks(webhooks: WebhookHandler): (event: LambdaEventLike) => Promise<LambdaResult> {
  return async (event) => {
    const { status, headers, body } = await webhooks.handle(event);
    return { statusCode: status, headers, body, isBase64Encoded: false };
  };
}
