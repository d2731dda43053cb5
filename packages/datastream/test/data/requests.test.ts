import { describe, expect, it } from "vitest";
import { EntityRequests } from "../../src/data/requests";
import { company, user } from "../support/entities";
import { FakeClock } from "../support/fake-clock";

function setUp(send: (kind: string, keys: object) => boolean = () => true) {
  const clock = new FakeClock();
  const sent: [string, object][] = [];
  const requests = new EntityRequests({
    clock,
    waitMs: 2_000,
    notFoundMs: 5_000,
    send: (kind, keys) => {
      sent.push([kind, keys]);
      return send(kind, keys);
    },
  });
  return { clock, sent, requests };
}

describe("EntityRequests", () => {
  it("sends one request for all who ask the same, in whatever order of keys", async () => {
    const { requests, sent } = setUp();
    const all = [
      requests.ask("company", { org: "acme", slug: "a" }),
      requests.ask("company", { slug: "a", org: "acme" }),
      requests.ask("user", { org: "acme", slug: "a" }),
    ];
    expect(sent).toHaveLength(2);
    requests.arrived("company", company("acme", { keys: { org: "acme" } }));
    requests.arrived("user", user("ada", { keys: { slug: "a" } }));
    expect(await Promise.all(all)).toEqual(["arrived", "arrived", "arrived"]);
    expect(requests.size).toBe(0);
  });

  it("gives up after the wait, and remembers for a growing time that no response came", async () => {
    const { requests, clock, sent } = setUp();
    const asked = requests.ask("company", { org: "acme" });
    await clock.advance(1_999);
    expect(requests.size).toBe(1);
    await clock.advance(1);
    expect(await asked).toBe("unanswered");
    for (const pause of [5_000, 10_000, 20_000, 40_000, 60_000, 60_000]) {
      const before = sent.length;
      expect(await requests.ask("company", { org: "acme" })).toBe("unanswered");
      await clock.advance(pause - 1);
      expect(await requests.ask("company", { org: "acme" })).toBe("unanswered");
      expect(sent).toHaveLength(before);
      await clock.advance(1);
      void requests.ask("company", { org: "acme" });
      expect(sent).toHaveLength(before + 1);
      await clock.advance(2_000);
    }
  });

  it("forgets that no response came with a response, with a lost connection, and when told to ask again", async () => {
    const { requests, clock, sent } = setUp();
    const time = async (): Promise<void> => {
      void requests.ask("company", { org: "acme" });
      await clock.advance(2_000);
    };
    await time();
    const again = requests.ask("company", { org: "acme" }, true);
    expect(sent).toHaveLength(2);
    requests.arrived("company", company("acme"));
    expect(await again).toBe("arrived");
    await time();
    await clock.advance(5_000);
    await time();
    requests.abandon();
    expect(requests.size).toBe(0);
    expect(clock.timers).toBe(0);
    await time();
    await clock.advance(4_999);
    void requests.ask("company", { org: "acme" });
    expect(sent).toHaveLength(5);
    await clock.advance(1);
    void requests.ask("company", { org: "acme" });
    expect(sent).toHaveLength(6);
  });

  it("takes an entity for the response to the oldest request that it matches in part, unless it matches one in full", async () => {
    const { requests } = setUp();
    void requests.ask("company", { org: "acme", slug: "x" });
    void requests.ask("company", { org: "acme", slug: "y" });
    void requests.ask("company", { org: "acme" });
    expect(requests.arrived("company", company("acme"))).toEqual([{ org: "acme" }]);
    expect(requests.arrived("company", company("acme"))).toEqual([{ org: "acme", slug: "x" }]);
    expect(requests.arrived("company", company("acme"))).toEqual([{ org: "acme", slug: "y" }]);
    expect(requests.arrived("company", company("acme"))).toEqual([]);
  });

  it("fails at once without a connection", async () => {
    const { requests } = setUp(() => false);
    expect(await requests.ask("company", { org: "acme" })).toBe("unanswered");
  });

  it("fails together and remembers for a while what does not exist", async () => {
    const { requests, clock, sent } = setUp();
    const both = [requests.ask("company", { org: "nobody" }), requests.ask("company", { org: "nobody" })];
    const other = requests.ask("company", { org: "acme" });
    requests.refuse({ org: "nobody" }, "company");
    expect(await Promise.all(both)).toEqual(["refused", "refused"]);
    await clock.advance(4_000);
    expect(await other).toBe("unanswered");
    expect(await requests.ask("company", { org: "nobody" })).toBe("refused");
    expect(sent).toHaveLength(2);
    await clock.advance(1_000);
    void requests.ask("company", { org: "nobody" });
    expect(sent).toHaveLength(3);
  });

  it("fails all of a kind for an error that names no keys", async () => {
    const { requests } = setUp();
    const asked = requests.ask("company", { org: "acme" });
    const kept = requests.ask("user", { email: "ada" });
    requests.refuse(undefined, "company");
    expect(await asked).toBe("refused");
    expect(requests.size).toBe(1);
    requests.abandon();
    expect(await kept).toBe("unanswered");
  });

  it("takes an entity for the answer by its key in another spelling, or by its id", () => {
    const { requests } = setUp();
    void requests.ask("company", { ORG: "ACME" });
    void requests.ask("company", { any: "comp_acme" });
    void requests.ask("company", { slug: "acme" });
    expect(requests.arrived("company", company("acme"))).toEqual([{ ORG: "ACME" }, { any: "comp_acme" }]);
    expect(requests.size).toBe(1);
    expect(requests.arrived("user", user("acme", { keys: { slug: "acme" } }))).toEqual([]);
  });
});
