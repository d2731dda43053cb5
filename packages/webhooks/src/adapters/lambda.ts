import type { WebhookHandler } from "../handler";
import type { LambdaEventLike } from "../request";

/** What API Gateway, a Function URL or a load balancer sends as the answer. */
export interface LambdaResult {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded: false;
}

/** `export const handler = lambdaWebhooks(webhooks)`: API Gateway v1 and v2, Function URLs, load balancers. */
export function lambdaWebhooks(webhooks: WebhookHandler): (event: LambdaEventLike) => Promise<LambdaResult> {
  return async (event) => {
    const { status, body } = await webhooks.handle(event);
    return {
      statusCode: status,
      headers: { "content-type": "application/json" },
      body,
      isBase64Encoded: false,
    };
  };
}
