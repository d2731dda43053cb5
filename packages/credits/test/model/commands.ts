import fc from "fast-check";
import type { World, WorldOptions } from "./world";

type Step = fc.AsyncCommand<object, World>;

/** One step of a run. Steps start work and let time pass; they do not wait for what they started. */
function step(name: string, run: (world: World) => void | Promise<void>): Step {
  return {
    check: () => true,
    run: async (_model, world) => {
      await run(world);
      await world.time.pass(0);
      world.inspect();
      if (world.breaches.length > 0) throw new Error(world.breaches.join("; "));
    },
    toString: () => name,
  };
}

const small = fc.nat({ max: 7 });

/** All steps that a run is made of; those that happen often in practice are drawn more often. */
export function steps(maxCommands: number): fc.Arbitrary<Iterable<Step>> {
  const check = fc
    .tuple(small, fc.integer({ min: 1, max: 30 }), fc.constantFrom(undefined, undefined, 100, 1_500))
    .map(([process, usage, timeoutMs]) =>
      step(
        `check(${process}, ${usage}, ${timeoutMs})`,
        (world) => void world.check(process, usage, timeoutMs),
      ),
    );
  const settle = fc
    .tuple(small, fc.constantFrom(0, 0.3, 1, 1, 1, 2), small)
    .map(([hold, share, process]) =>
      step(`settle(${hold}, ${share}, ${process})`, (world) => world.settle(hold, share, process)),
    );
  const work = fc
    .tuple(small, fc.integer({ min: 1, max: 12 }), fc.constantFrom(0, 0.5, 1, 1, 1, 1))
    .map(([process, usage, share]) =>
      step(`work(${process}, ${usage}, ${share})`, (world) => world.work(process, usage, share)),
    );
  const again = small.map((hold) => step(`again(${hold})`, (world) => world.settleAgain(hold)));
  const pass = fc
    .constantFrom(1, 5, 20, 60, 400, 950, 2_000, 4_000, 8_000, 15_000, 19_500)
    .map((ms) => step(`pass(${ms})`, (world) => world.time.pass(ms)));
  const prewarm = small.map((process) =>
    step(`prewarm(${process})`, (world) => {
      void world.at(process).process.gate.prewarm({ company: { id: "acme" } }, ["bilcr_1"]);
    }),
  );
  const kill = small.map((process) => step(`kill(${process})`, (world) => world.kill(process)));
  const restart = small.map((process) => step(`restart(${process})`, (world) => world.restart(process)));
  const close = small.map((process) => step(`close(${process})`, (world) => void world.close(process)));
  const topUp = fc
    .integer({ min: 1, max: 100 })
    .map((credits) => step(`topUp(${credits})`, (world) => world.topUp(credits)));
  const jump = fc
    .tuple(small, fc.constantFrom(-7_200_000, -600_000, 0, 600_000, 7_200_000))
    .map(([process, ms]) =>
      step(`jump(${process}, ${ms})`, (world) => {
        world.at(process).process.clock.skewMs = ms;
      }),
    );
  const often = [check, check, check, work, work, work, work, settle, settle, pass, pass, pass, pass];
  return fc.commands([...often, ...often, again, prewarm, kill, restart, restart, close, topUp, jump], {
    maxCommands,
    size: "max",
  });
}

/** Worlds in which a run takes place. */
export const worlds: fc.Arbitrary<WorldOptions> = fc.record({
  seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  store: fc.constantFrom("private" as const, "shared" as const),
  processes: fc.integer({ min: 1, max: 3 }),
  balance: fc.constantFrom(0, 10, 35, 60, 100, 300),
  rate: fc.constantFrom(1, 1, 0.1, 3, 0.000_25),
  isFaulty: fc.boolean(),
  isHonest: fc.constantFrom(true, true, false),
  skewsMs: fc.array(fc.constantFrom(0, -600_000, 600_000, -7_200_000, 7_200_000), {
    minLength: 1,
    maxLength: 4,
  }),
});
