/** Rows of the reliability targets that have to exist; credits come with their own work. */
export const EXPECTED: readonly string[] = [
  "events/close-inflight",
  "events/natural-exit",
  "events/exactly-once",
  "events/503-for-20s",
  "events/backpressure",
  "events/sigterm",
  "events/kill-9-journal",
  "datastream/order",
  "datastream/caps",
  "datastream/kill-restart",
  "datastream/accept-close",
  "datastream/long-outage",
  "datastream/resubscribe",
  "datastream/silent-peer",
  "datastream/fuzz-frames",
  "sim/100k-reconnect",
  "metering/concurrent-track",
  "redis/down",
  "redis/failover",
  "redis/loading",
  "redis/readonly",
  "redis/noscript",
  "redis/cluster",
  "redis/interop",
  "net/slow-loris",
  "rest/idempotent",
  "clock/jumps",
  "webhook/fuzz",
  "webhook/replay",
  "engine/differential",
  "soak/heap",
  "secrets",
];

/**
 * Rows that may run beside one another, two at a time: they count and keep one core busy, or they wait.
 * The longest come first. Every other row looks at times or at memory of the whole process tree, and runs alone.
 */
export const BESIDE: readonly string[] = [
  "engine/differential",
  "soak/heap",
  "datastream/fuzz-frames",
  "webhook/fuzz",
  "engine/soak",
  "datastream/accept-close",
  "net/slow-loris",
  "clock/jumps",
  "secrets",
  "sim/100k-reconnect",
  "redis/interop",
];
