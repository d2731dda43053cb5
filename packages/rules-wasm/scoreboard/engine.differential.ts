import type { ScoreboardRow } from "@schematic-internal/testing";
import { loadRulesEngine, type RulesEngine, RulesEngineError } from "../src/index";
import { compareWithPublished } from "../test/support/differential";
import { type Choices, randomCase, seeded } from "../test/support/random-case";

const JUNK = ["null", "7", '"text"', "[]", "[[]]", "{}", '{"__proto__":{"a":1}}', "1e999", "tru", "\\u12"];

/** A flag, company or user as JSON text that something happened to. */
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
      // A value of another type.
      const colon = text.indexOf(":", at);
      return `${text.slice(0, colon + 1)}${JUNK[choices.upTo(JUNK.length - 1)]}${text.slice(text.indexOf(",", colon))}`;
    }
    default:
      return text.slice(0, at) + text.slice(choices.upTo(text.length - 1));
  }
}

/** Gives the engine what is no flag, company or user; what it throws that is not its typed error is counted. */
function askMalformed(engine: RulesEngine, count: number): { refused: number; untyped: number } {
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
  }
  return tally;
}

/** Random questions, asked of this engine and of the published one; then malformed ones, and random ones again. */
export const row: ScoreboardRow = {
  name: "engine/differential",
  target:
    "1,000,000 random cases answered as the published engine does; malformed input: a typed error, never a trap",
  async run(size, progress) {
    const engine = await loadRulesEngine();
    const [count, wrong, after] = size === "full" ? [1_000_000, 200_000, 10_000] : [1000, 2000, 200];
    const all = count + wrong + after;
    const first = compareWithPublished(engine, { first: 100_000, count }, (done) => progress(done, all));
    const { refused, untyped } = askMalformed(engine, wrong);
    progress(count + wrong, all);
    const second = compareWithPublished(engine, { first: 100_000, count: after });
    const different = first.length + second.length;
    const entitiesLeft = engine.stats().entities;
    return {
      figure: `${count - first.length} of ${count} alike; ${wrong} malformed: ${refused} refused, ${untyped} untyped errors or traps; ${after - second.length} of ${after} alike after`,
      holds: different === 0 && untyped === 0 && refused > 0 && entitiesLeft === 0,
      counts: { asked: count, different, untyped, entitiesLeft },
    };
  },
};
