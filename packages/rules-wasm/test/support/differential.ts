import type { RulesEngine } from "../../src/index";
import { checkFlag } from "../twin/evaluate";
import { normal } from "./normal";
import type { PublishedEngine } from "./published";
import { type RandomCase, randomCase, seeded } from "./random-case";

/** The engine's result for a case, with the entities in one of their forms. */
export function askEngine(
  engine: RulesEngine,
  { flag, company, user, options }: RandomCase,
  way: number,
): unknown {
  const give = (entity: object | undefined): object | string | Uint8Array | undefined => {
    if (entity === undefined || way % 3 === 0) return entity;
    const text = JSON.stringify(entity);
    return way % 3 === 1 ? text : new TextEncoder().encode(text);
  };
  return normal(engine.checkFlag(give(flag) as object, give(company), give(user), options));
}

export interface Difference {
  seed: number;
  question: RandomCase;
  published: unknown;
  engine: unknown;
}

/** Compares this engine with a published one in random cases; returns the first differences. */
export function compareWithPublished(
  engine: RulesEngine,
  published: PublishedEngine,
  seeds: { first: number; count: number },
  progress?: (done: number) => void,
): Difference[] {
  const differences: Difference[] = [];
  for (let i = 0; i < seeds.count && differences.length < 10; i++) {
    const seed = seeds.first + i;
    const question = randomCase(seeded(seed * 2654435761), published.semantics);
    const want = normal(published.ask(question));
    const got = askEngine(engine, question, i);
    if (JSON.stringify(want) !== JSON.stringify(got)) {
      differences.push({ seed, question, published: want, engine: got });
    }
    if (i % 10_000 === 9_999) progress?.(i + 1);
  }
  return differences;
}

export function askTwin({ flag, company, user, options }: RandomCase): unknown {
  return normal(checkFlag(flag, company, user, options));
}
