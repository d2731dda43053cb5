import { readSettings, startReplicator } from "@schematic/replicator";

/** Loads the emulator's environment into real Redis and is ready. */
export async function run({ apiUrl, datastreamUrl, apiKey, redisUrl, check }) {
  const replicator = await startReplicator(
    readSettings({
      SCHEMATIC_API_KEY: apiKey,
      SCHEMATIC_API_URL: apiUrl,
      SCHEMATIC_DATASTREAM_URL: datastreamUrl,
      REDIS_ADDR: new URL(redisUrl).host,
      HEALTH_PORT: "0",
      LOG_LEVEL: "error",
    }),
  );
  await replicator.ready();
  const { status } = await fetch(`${replicator.healthUrl}/ready`);
  check("it is ready", status === 200);
  await replicator.close();
}
