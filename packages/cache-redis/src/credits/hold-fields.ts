import type { Hold, HoldReference, Reservation } from "@schematic/core";

/** Micro-credits in one credit. */
const MICROS = 1_000_000;

/** How long the mark of an expired hold is kept, in ms: no lease is granted for longer. */
export const MARK_MS = 3_600_000;

/** Returns the fields of a hold after its id and its lease, as all Schematic SDKs write them. */
export function fieldsOf(hold: Omit<Hold, "leaseId">): string[] {
  const { companyId, creditTypeId, eventSubtype, quantity, amount, consumptionRate, evalCtx } = hold;
  return [
    companyId,
    creditTypeId,
    eventSubtype,
    String(quantity),
    creditsText(amount),
    String(consumptionRate),
    JSON.stringify(evalCtx),
  ];
}

export function creditsText(micros: number): string {
  return String(micros / MICROS);
}

/** Reads a hold from a flat list of fields and values. Undefined if it is not one. */
export function holdOf(reply: unknown): Hold | undefined {
  if (!Array.isArray(reply)) return undefined;
  const fields = new Map<string, string>();
  for (let i = 0; i + 1 < reply.length; i += 2) fields.set(String(reply[i]), String(reply[i + 1]));
  const id = fields.get("id");
  const leaseId = fields.get("leaseId");
  const amount = Math.round(Number(fields.get("creditsReserved")) * MICROS);
  if (id === undefined || leaseId === undefined || !Number.isSafeInteger(amount)) return undefined;
  return {
    id,
    leaseId,
    companyId: fields.get("companyId") ?? "",
    creditTypeId: fields.get("creditTypeId") ?? "",
    eventSubtype: fields.get("eventSubtype") ?? "",
    quantity: Number(fields.get("quantityReserved")),
    amount,
    consumptionRate: Number(fields.get("consumptionRate")),
    evalCtx: contextOf(fields.get("evalCtx")),
  };
}

function contextOf(text = "{}"): Reservation["evalCtx"] {
  try {
    return (JSON.parse(text) as Reservation["evalCtx"] | null) ?? {};
  } catch {
    return {};
  }
}

/** Reads a member of the index by expiry: company, credit type and id. */
export function referenceOf(member: string): Omit<HoldReference, "leaseId"> {
  const [companyId = "", creditTypeId = "", ...id] = member.split("|");
  return { companyId, creditTypeId, id: id.join("|") };
}
