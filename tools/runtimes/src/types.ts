/** One recorded check of a scenario. */
export interface CheckResult {
  title: string;
  ok: boolean;
}

/** A scenario installed in the consumer's folder. */
export interface Scenario {
  name: string;
  /** The module in the consumer's folder, beside its `node_modules`. */
  file: string;
  /** Names of the runtimes that it runs on; absent = all. */
  runtimes?: string[];
}

/** What a scenario is given: plain data, so that it crosses into any runtime. */
export interface ScenarioEnvironment {
  apiUrl: string;
  captureUrl: string;
  datastreamUrl: string;
  apiKey: string;
}

export interface Runtime {
  name: string;
  run(scenario: Scenario, environment: ScenarioEnvironment): Promise<CheckResult[]>;
  close?(): Promise<void>;
}

/** Marks the line on which a runtime prints its results. */
export const RESULT_MARK = "@@results ";

/** Source of a function that runs a scenario module and returns its checks. */
export const runnerSource = `
async function runScenario(scenario, environment) {
  const results = [];
  const check = (title, condition) => { results.push({ title, ok: Boolean(condition) }); };
  try {
    await scenario.run({ ...environment, check });
    if (results.length === 0) check("the scenario checked something", false);
  } catch (error) {
    check("no exception: " + (error && error.stack ? error.stack : String(error)), false);
  }
  return results;
}`;
