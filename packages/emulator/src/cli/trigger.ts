import { signWebhook } from "@schematic/webhooks";
import { DEFAULT_ACCOUNT, DEFAULT_ENVIRONMENT } from "../state/world";
import { ACTIONS } from "../webhooks/actions";
import { exampleNotice } from "../webhooks/examples";
import { type Output, UsageError } from "./run";

export interface TriggerOptions {
  action: string;
  url: string;
  secret: string;
}

/** Sends one signed example webhook; answers 0 if it was taken (2xx), else 1. */
export async function triggerCommand(
  { action, url, secret }: TriggerOptions,
  output: Output,
): Promise<number> {
  if (!ACTIONS.includes(action)) throw new UsageError(`unknown action "${action}"${suggestion(action)}`);
  const notice = exampleNotice(action, Date.now());
  const body = JSON.stringify({
    action: notice.action,
    account_id: DEFAULT_ACCOUNT,
    environment_id: DEFAULT_ENVIRONMENT,
    object_type: notice.objectType,
    body: notice.body,
    ...(notice.companyId === undefined ? {} : { company_id: notice.companyId }),
    ...(notice.featureId === undefined ? {} : { feature_id: notice.featureId }),
  });
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...signWebhook(body, secret) },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    });
    const answer = (await response.text()).trim().slice(0, 500);
    output.out(`${action} to ${url}: ${response.status}${answer === "" ? "" : ` ${answer}`}`);
    return response.ok ? 0 : 1;
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    output.err(`${action} to ${url}: no answer (${cause})`);
    return 1;
  }
}

function suggestion(action: string): string {
  const [head = ""] = action.split(".");
  const near = ACTIONS.filter((known) => known.startsWith(`${head}.`));
  return near.length === 0 ? "; --help lists them" : `; there are ${near.join(", ")}`;
}
