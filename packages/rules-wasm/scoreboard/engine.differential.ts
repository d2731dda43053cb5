import { pythonEngineFile, type ScoreboardRow } from "@schematic-internal/testing";
import { loadRulesEngine, type RulesEngine, RulesEngineError } from "../src/index";
import { compareWithPublished } from "../test/support/differential";
import { nodeEngine, type PublishedEngine, pythonEngine } from "../test/support/published";
import { type Choices, randomCase, seeded } from "../test/support/random-case";

const JUNK = ["null", "7", '"text"', "[]", "[[]]", "{}", '{"__proto__":{"a":1}}', "1e999", "tru", "\\u12"];

/** The JSON text of a flag, company or user with one fault. */
function malformed(text: string, choices: Choices): string {
  const at = choices.upTo(text.length - 1);
  switch (choices.upTo(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + String.fromCharCode(choices.upTo(0xffff)) + text.slice(at + 1);
    case 2:
      return "[".repeat(1 + choices.upTo(5_000)) + text;
    case 3: {
      const colon = text.indexOf(":", at);
      return `${text.slice(0, colon + 1)}${JUNK[choices.upTo(JUNK.length - 1)]}${text.slice(text.indexOf(",", colon))}`;
    }
    default:
      return text.slice(0, at) + text.slice(choices.upTo(text.length - 1));
  }
}

/** Loads malformed entities and counts refusals, and errors that are not typed. */
function askMalformed(
  engine: RulesEngine,
  count: number,
  progress: (done: number) => void,
): { refused: number; untyped: number } {
  const tally = { refused: 0, untyped: 0 };
  const choices = seeded(20_261_122);
  for (let i = 0; i < count; i++) {
    const { flag, company, user, options } = randomCase(seeded(i * 2_654_435_761));
    const texts = [JSON.stringify(flag), JSON.stringify(company ?? {}), JSON.stringify(user ?? {})];
    const which = choices.upTo(2);
    const [one = "", two = "", three = ""] = texts.map((text, index) =>
      index === which ? malformed(text, choices) : text,
    );
    const bytes = new TextEncoder().encode(one);
    try {
      engine.checkFlag(i % 2 === 0 ? one : bytes, two, three, options);
    } catch (error) {
      if (error instanceof RulesEngineError) tally.refused++;
      else tally.untyped++;
    }
    if (i % 10_000 === 9_999) progress(i + 1);
  }
  return tally;
}

/** The published engines: the one of the Node package, and the one inside the Python package where pip exists. */
async function publishedEngines(warn: (message: string) => void): Promise<PublishedEngine[]> {
  const file = await pythonEngineFile(warn);
  return file === undefined ? [nodeEngine()] : [nodeEngine(), pythonEngine(file)];
}

/** Random cases, compared with both published engines; then malformed ones, and random ones again. */
export const row: ScoreboardRow = {
  name: "engine/differential",
  target: "1,000,000 random cases like each published engine; malformed input: a typed error, never a trap",
  async run(size, progress) {
    const engine = await loadRulesEngine();
    const [count, wrong, after] = size === "full" ? [1_000_000, 200_000, 10_000] : [1000, 2000, 200];
    let skipped = "";
    const oracles = await publishedEngines((message) => {
      skipped = `; ${message}`;
    });
    const all = oracles.length * (count + after) + wrong;
    let done = 0;
    let different = 0;
    const compare = (oracle: PublishedEngine, cases: number): string => {
      const seeds = { first: 100_000, count: cases };
      const { length } = compareWithPublished(engine, oracle, seeds, (now) => progress(done + now, all));
      done += cases;
      different += length;
      return `${cases - length} of ${cases} like ${oracle.name}`;
    };
    const first = oracles.map((oracle) => compare(oracle, count));
    const { refused, untyped } = askMalformed(engine, wrong, (now) => progress(done + now, all));
    done += wrong;
    progress(done, all);
    const second = oracles.map((oracle) => compare(oracle, after));
    const entitiesLeft = engine.stats().entities;
    const malformedFigure = `${wrong} malformed: ${refused} refused, ${untyped} untyped errors or traps`;
    return {
      figure: `${first.join(", ")}; ${malformedFigure}; afterwards ${second.join(", ")}${skipped}`,
      holds: different === 0 && untyped === 0 && refused > 0 && entitiesLeft === 0,
      counts: { asked: count, different, untyped, entitiesLeft },
    };
  },
};
