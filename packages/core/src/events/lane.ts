import type { EventType } from "../contracts/events";
import { type Entry, type EventRecord, IDENTIFY } from "./record";
import { keyValue, NUMBERS, Rows } from "./rows";

/** What a lane gives up, without reading all of it. */
export interface Dropped {
  type: EventType;
  bytes: number;
  what: unknown;
}

/** what, more, and name and value of both keys. */
const WIDTH = 6;

/** `identify` and `track` events that wait, oldest first. */
export class EventLane {
  readonly rows: Rows = new Rows(WIDTH);

  push({
    seq,
    at,
    bytes,
    quantity = Number.NaN,
    what,
    more,
    companyName,
    company,
    userName,
    user,
  }: Entry): void {
    const chunk = this.rows.roomy();
    const row = chunk.rows++;
    this.rows.size++;
    const { numbers, objects } = chunk;
    const n = NUMBERS * row;
    const o = WIDTH * row;
    const companyPlace = typeof company === "string" ? chunk.put(company) : -1;
    const userPlace = typeof user === "string" ? chunk.put(user) : -1;
    numbers[n] = seq;
    numbers[n + 1] = at;
    numbers[n + 2] = bytes;
    numbers[n + 3] = quantity;
    numbers[n + 4] = companyPlace;
    numbers[n + 5] = userPlace;
    objects[o] = what;
    objects[o + 1] = more;
    objects[o + 2] = companyName;
    objects[o + 3] = companyPlace < 0 ? company : undefined;
    objects[o + 4] = userName;
    objects[o + 5] = userPlace < 0 ? user : undefined;
  }

  shift(): Entry | undefined {
    const chunk = this.rows.first;
    if (chunk === undefined) return undefined;
    const { numbers, objects } = chunk;
    const n = NUMBERS * this.rows.from;
    const o = WIDTH * this.rows.from;
    const what = objects[o] as Entry["what"];
    const quantity = numbers[n + 3] as number;
    const entry: Entry = {
      type: typeOf(what),
      seq: numbers[n] as number,
      at: numbers[n + 1] as number,
      bytes: numbers[n + 2] as number,
      what,
      companyName: objects[o + 2] as string | undefined,
      company: keyValue(chunk, n + 4, o + 3),
      userName: objects[o + 4] as string | undefined,
      user: keyValue(chunk, n + 5, o + 5),
      quantity: Number.isNaN(quantity) ? undefined : quantity,
      preflight: false,
      more: objects[o + 1] as Entry["more"],
      problems: undefined,
    };
    this.rows.forget();
    return entry;
  }

  drop(): Dropped | undefined {
    const chunk = this.rows.first;
    if (chunk === undefined) return undefined;
    const { from } = this.rows;
    const what = chunk.objects[WIDTH * from] as Entry["what"];
    const dropped = { type: typeOf(what), bytes: chunk.numbers[NUMBERS * from + 2] as number, what };
    this.rows.forget();
    return dropped;
  }
}

function typeOf(what: Entry["what"]): EventType {
  if (typeof what === "string") return "track";
  return what === IDENTIFY ? "identify" : (what as EventRecord).type;
}
