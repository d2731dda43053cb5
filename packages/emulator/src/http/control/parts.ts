import type { Activity } from "../../activity";
import type { Emulator } from "../../contract";
import type { Seed } from "../../seed/types";
import type { StreamServer } from "../../stream/server";
import type { Services } from "../context";

/** Parts of the emulator that the control path uses. */
export interface ControlParts {
  emulator: Emulator;
  services: Services;
  stream: StreamServer;
  activity: Activity;
  /** Replaces the whole state. */
  restart(seed: Seed): void;
}
