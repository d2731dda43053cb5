import { createTransport, SchematicError } from "@schematic/api";
import { createEvent } from "@schematic/api/events";
import { checkFlag } from "@schematic/api/features";

export interface Settings {
  SCHEMATIC_API_KEY: string;
  /** Base URL of the REST API; without it, Schematic's own. */
  SCHEMATIC_API_URL?: string | undefined;
  /** How long a visitor waits for a check, in seconds. Default 2. */
  SCHEMATIC_TIMEOUT?: string | undefined;
}

/** Answers a request; what is given to `later` goes on after the answer. */
export type Handler = (request: Request, later: (work: Promise<unknown>) => void) => Promise<Response>;

export function createHandler(settings: Settings): Handler {
  // A visitor waits for the check: one try.
  const transport = createTransport({
    apiKey: settings.SCHEMATIC_API_KEY,
    baseUrl: settings.SCHEMATIC_API_URL,
    timeoutInSeconds: Number(settings.SCHEMATIC_TIMEOUT ?? 2),
    maxRetries: 0,
  });

  return async (request, later) => {
    const id = request.headers.get("x-company");
    if (id === null) return Response.json({ error: "say who you are: header x-company" }, { status: 401 });
    const company = { id };
    try {
      const { data } = await checkFlag(transport, "api-calls", { company });
      if (!data.value) return Response.json({ error: data.reason }, { status: 402 });
    } catch (error) {
      if (!(error instanceof SchematicError)) throw error;
      // Schematic is out of reach: this application would rather serve than turn customers away.
      console.warn(`not checked: ${error.code}`);
    }
    const event = { eventType: "track", body: { event: "api-call", company } } as const;
    later(createEvent(transport, event, { timeoutInSeconds: 10, maxRetries: 2 }));
    return Response.json({ hello: id });
  };
}
