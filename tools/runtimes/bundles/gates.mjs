import { fetchGates } from "@schematic/gates";

/** A client that knows one flag. */
const client = {
  forContext: (context) => ({
    context,
    checkFlagWithEntitlement: async (flagKey) => ({
      flagKey,
      value: context.company.id === "acme",
      reason: "test",
    }),
    track: async () => {},
  }),
};

/** A request passes, another is denied. */
export async function run({ check }) {
  const gates = fetchGates(client, {
    context: (request) => ({ company: { id: new URL(request.url).searchParams.get("company") } }),
  });
  const handler = gates.wrap("sso", () => new Response("passed"));
  const send = (company) => handler(new Request(`http://localhost/?company=${company}`));
  check("an entitled company passes", (await (await send("acme")).text()) === "passed");
  const denied = await send("other");
  check("another one is denied", denied.status === 403 && (await denied.json()).code === "not_entitled");
}
