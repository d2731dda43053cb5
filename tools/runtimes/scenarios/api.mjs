import {
  ConflictError,
  createTransport,
  NotFoundError,
  paginate,
  SchematicApi,
  SchematicError,
} from "@schematic/api";
import { upsertCompany } from "@schematic/api/companies";
import { RuleType } from "@schematic/api/enums";
import { checkFlag } from "@schematic/api/features";
import { companyUpdated } from "@schematic/api/webhooks";

export const name = "api";

/** What an error tells of itself. */
const failure = (promise) =>
  promise.then(
    () => undefined,
    (error) => error,
  );

/** REST operations, one by one and as a whole client, with `fetch` alone. */
export async function run({ apiUrl, apiKey, check }) {
  const id = `api-${Math.random().toString(36).slice(2)}`;
  const attempts = [];
  const options = {
    apiKey,
    baseUrl: apiUrl,
    hooks: {
      afterAttempt: (attempt, result) => attempts.push(`${attempt.method} ${attempt.path} ${result.status}`),
    },
  };
  const transport = createTransport(options);

  const { data: company } = await upsertCompany(transport, {
    keys: { id },
    name: "Ünïcode 🔑",
    traits: { some_key: { aB: 1 } },
  });
  check(
    "a company is upserted and decoded",
    company.name === "Ünïcode 🔑" && company.createdAt instanceof Date,
  );
  check("an opaque map stays as it is", company.traits?.some_key?.aB === 1);
  check(
    "hooks saw the attempt",
    attempts.some((attempt) => attempt.startsWith("POST /companies 20")),
  );

  const api = new SchematicApi(options);
  const { data, rawResponse } = await api.companies.lookupCompany({ keys: { id } }).withRawResponse();
  check("the whole client finds it", data.data.id === company.id && rawResponse.status === 200);
  let found = 0;
  for await (const one of paginate(api.companies.listCompanies, { limit: 2 }))
    if (one.id === company.id) found++;
  check("paginate() gives it once", found === 1);

  const missing = await failure(checkFlag(transport, `no-such-flag-${id}`, {}));
  const gone = await failure(api.companies.getCompany("comp_that_is_not_there"));
  check(
    "an error has the class of its status",
    gone instanceof NotFoundError && !(gone instanceof ConflictError),
  );
  check(
    "every failure is a SchematicError",
    [missing, gone].every((error) => !error || error instanceof SchematicError),
  );
  const wrongKey = await failure(api.companies.listCompanies({}, { apiKey: "sch_wrong_key_of_scenario" }));
  check(
    "a wrong key is unauthorized and in no message",
    wrongKey?.code === "unauthorized" && !String(wrongKey.stack).includes("sch_wrong_key"),
  );
  const noPath = await failure(api.companies.getCompany(""));
  check("an empty path parameter is refused", noPath?.code === "invalid_path_parameter");

  const hanging = createTransport({ ...options, fetch: () => new Promise(() => {}) });
  const late = await failure(checkFlag(hanging, "f", {}, { timeoutInSeconds: 0.02 }));
  check("a time-out is told", late?.name === "SchematicTimeoutError");
  const controller = new AbortController();
  const waiting = failure(checkFlag(transport, "f", {}, { abortSignal: controller.signal }));
  controller.abort();
  check("an abort is told", (await waiting)?.code === "aborted");

  let tries = 0;
  const busy = async () => {
    tries++;
    return tries < 3
      ? new Response('{"error":"busy"}', { status: 503, headers: { "retry-after": "0" } })
      : new Response('{"data":{"value":true}}', { headers: { "content-type": "application/json" } });
  };
  const answer = await checkFlag(createTransport({ ...options, fetch: busy }), "f", {});
  check("a busy server is asked again", tries === 3 && answer.data.value === true);

  const response = await api.fetch("/companies?limit=1");
  check("fetch() gives the plain response", response.ok && Array.isArray((await response.json()).data));
  const body = companyUpdated.decode({ id: "c", created_at: "2024-01-01T00:00:00Z" });
  check("a webhook body is decoded", body.createdAt.getTime() === Date.UTC(2024, 0, 1));
  check("enums are objects", RuleType.GlobalOverride === "global_override");
}
