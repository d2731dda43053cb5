import type { ActivityEntry } from "../../activity";
import type { CreditAccount, CreditLease, CreditReservation, CreditVerification } from "../../credits/model";
import type { FaultAction } from "../../faults/rules";
import { type Snapshot, takeSnapshot } from "../../snapshot";
import type { CapturedEvent } from "../../state/model";
import type { StreamState } from "../../stream/state";
import type { Delivery } from "../../webhooks/queue";
import type { ControlParts } from "./parts";

/** Companies and users that the page shows. */
const MOST_SHOWN = 100;
/** The newest flag checks, and as many others: checks come in plenty and would push them out. */
const EVENTS_SHOWN = 50;
const EVENTS_SEARCHED = 5_000;
const ACTIVITY_SHOWN = 200;
const DELIVERIES_SHOWN = 100;

/** State that the page shows. */
export interface PageState extends Omit<Snapshot, "deliveries"> {
  url: string;
  datastreamUrl: string;
  apiKey: string;
  counts: { companies: number; users: number };
  /** Newest first. */
  deliveries: Delivery[];
  /** Newest first. */
  recentEvents: CapturedEvent[];
  requests: Record<string, number>;
  faults: FaultView[];
  stream: StreamState;
  credits: {
    accounts: CreditAccount[];
    leases: CreditLease[];
    reservations: CreditReservation[];
    verification: CreditVerification;
  };
  forced: ForcedView[];
  /** Newest first. */
  activity: ActivityEntry[];
}

/** A fault as it is written as JSON. */
export interface FaultView {
  id: string;
  route: string;
  action: FaultAction;
  hits: number;
  times: number | null;
}

/** Switches of a flag: for everybody, by company id and by user id. */
export interface ForcedView {
  flag: string;
  everybody: boolean | null;
  companies: Record<string, boolean>;
  users: Record<string, boolean>;
}

/** Returns what the page shows, as plain data. */
export function pageState({ emulator, services, stream, activity }: ControlParts): PageState {
  const { clock, credits } = emulator;
  const { world, webhooks, flags } = services;
  return {
    url: emulator.url,
    datastreamUrl: emulator.datastreamUrl,
    apiKey: emulator.apiKey,
    counts: { companies: world.companies.size, users: world.users.size },
    ...takeSnapshot({ world, flags, stream, webhooks, clock }, MOST_SHOWN),
    deliveries: webhooks.deliveries.slice(-DELIVERIES_SHOWN).reverse(),
    recentEvents: recentEvents(world.events),
    requests: emulator.requests(),
    faults: emulator.faults.list().map(({ id, route = "*", action, hits, times }) => ({
      id,
      route,
      action,
      hits,
      times: times === undefined || !Number.isFinite(times) ? null : times,
    })),
    stream: stream.state,
    credits: {
      accounts: credits.accounts(),
      leases: credits.leases().slice(-MOST_SHOWN),
      reservations: credits.reservations().slice(-MOST_SHOWN),
      verification: credits.verify(),
    },
    forced: [...world.forced].map(([flag, { everybody, companies, users }]) => ({
      flag,
      everybody: everybody ?? null,
      companies: Object.fromEntries(companies),
      users: Object.fromEntries(users),
    })),
    activity: activity.entries.slice(-ACTIVITY_SHOWN).reverse(),
  };
}

/** Newest first. */
function recentEvents(events: readonly CapturedEvent[]): CapturedEvent[] {
  const recent: CapturedEvent[] = [];
  const room = { checks: EVENTS_SHOWN, others: EVENTS_SHOWN };
  for (const event of events.slice(-EVENTS_SEARCHED).reverse()) {
    if (room[event.type === "flag_check" ? "checks" : "others"]-- > 0) recent.push(event);
    if (room.checks <= 0 && room.others <= 0) break;
  }
  return recent;
}
