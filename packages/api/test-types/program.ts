// A program as one would write it against the published SDK. It is compiled against both: `sdk` is
// mapped to the one or the other.
import { Schematic, SchematicClient, SchematicError, SchematicTimeoutError } from "sdk";

const client = new SchematicClient({ apiKey: "sch_dev_key" });

export async function pages(): Promise<Schematic.CompanyDetailResponseData[]> {
  const request: Schematic.ListCompaniesRequest = {
    limit: 100,
    planIds: "plan_1",
    sortOrderDirection: Schematic.SortDirection.Asc,
    subscriptionStatuses: [Schematic.SubscriptionStatus.Active, "past_due"],
  };
  const all: Schematic.CompanyDetailResponseData[] = [];
  for (;;) {
    const response: Schematic.ListCompaniesResponse = await client.companies.listCompanies(request);
    all.push(...response.data);
    if (response.data.length < 100) return all;
    request.offset = (request.offset ?? 0) + 100;
  }
}

export async function upsert(body: Schematic.UpsertCompanyRequestBody): Promise<string | undefined> {
  const { data } = await client.companies.upsertCompany(
    { ...body, name: undefined },
    { timeoutInSeconds: 5, maxRetries: 0 },
  );
  const created: Date = data.createdAt;
  const type: Schematic.BillingProviderType | undefined = data.billingSubscriptions[0]?.providerType;
  return `${data.name} ${created.toISOString()} ${type}`;
}

export function describe(config: Schematic.IntegrationConfig): string {
  switch (config.type) {
    case "stripe":
      return config.accountName ?? "";
    case "clerk":
      return config.webhookUrl ?? "";
    default: {
      const other:
        | Schematic.IntegrationConfig.Metronome
        | Schematic.IntegrationConfig.Orb
        | Schematic.IntegrationConfig.Workos = config;
      return other.type;
    }
  }
}

export async function failures(): Promise<string> {
  try {
    const { data, rawResponse } = await client.features
      .checkFlag("flag", { company: { id: "c" } })
      .withRawResponse();
    return `${data.data.value} ${rawResponse.status} ${rawResponse.headers.get("x-request-id")}`;
  } catch (error) {
    if (error instanceof Schematic.NotFoundError) return error.body.error;
    if (error instanceof SchematicTimeoutError) return error.message;
    if (error instanceof SchematicError)
      return `${error.statusCode} ${error.requestId} ${error.cause} ${String(error.body)}`;
    throw error;
  }
}

export class Missing extends Schematic.NotFoundError {}

const kinds: Record<Schematic.EntitlementValueType, string> = {
  boolean: "on or off",
  credit: "credits",
  numeric: "a number",
  trait: "a trait",
  unknown: "unknown",
  unlimited: "without limit",
};
export const kind = (type: keyof typeof Schematic.EntitlementValueType): string =>
  kinds[Schematic.EntitlementValueType[type]];

export async function events(): Promise<void> {
  const body: Schematic.EventBodyTrack = { event: "e", company: { id: "c" }, quantity: 2 };
  await client.events.createEvent({ eventType: Schematic.EventType.Track, body, sentAt: new Date() });
  await client.events.createEventBatch({
    events: [{ eventType: "identify", body: { keys: { id: "u" }, traits: { plan: "pro" } } }],
  });
  await client.companies.deleteCompany(
    "c",
    { cancelSubscription: true },
    { abortSignal: AbortSignal.timeout(1_000), queryParams: { a: 1 } },
  );
  await client.credits.releaseCreditLease("lease", { headers: { "X-Id": () => "1" } });
  const passthrough: Response = await client.fetch("/anything", { method: "POST" }, { maxRetries: 1 });
  await passthrough.json();
  await client.getCreditLedger();
}
