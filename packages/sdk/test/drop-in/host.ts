/** What a program is given: where its Schematic is, and how to wait for what it sent. */
export interface Host {
  apiKey: string;
  basePath: string;
  eventCaptureBaseURL: string;
  /** Resolves once so many events of this type have arrived. */
  arrived(type: "identify" | "track" | "flag_check", count: number): Promise<void>;
  /** Resolves once a client of a datastream or a replicator has loaded, this flag among the rest. */
  loaded(client: object, flag: string): Promise<void>;
  /** An empty Redis of this run. */
  redisUrl: string;
  /** Resolves once the test holds. */
  until(test: () => Promise<boolean>): Promise<void>;
}

/** A program: what it resolves with is compared. */
export type Program = (host: Host) => Promise<unknown>;
