/** What the published client knows of its datastream; it tells its programs nothing of it. */
interface Inside {
  datastreamClient: {
    isConnected(): boolean;
    getFlag(key: string): Promise<unknown>;
    getRulesEngine(): { isInitialized(): boolean };
  };
}

/** Resolves once a client of either SDK answers checks of this flag by itself. */
export async function loaded(client: object, flag: string): Promise<void> {
  if ("initialize" in client) {
    await (client as { initialize(): Promise<void> }).initialize();
    return;
  }
  const { datastreamClient } = client as Inside;
  const isLoaded = async (): Promise<boolean> =>
    datastreamClient.isConnected() &&
    datastreamClient.getRulesEngine().isInitialized() &&
    (await datastreamClient.getFlag(flag)) != null;
  while (!(await isLoaded())) await new Promise((resolve) => setTimeout(resolve, 5));
}
