import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ReplayStore } from "../src/index";

export interface StoreUnderTest {
  /** Stores that share their memory, as processes do. */
  store: ReplayStore;
  other: ReplayStore;
  /** Lets the claims of `keys` expire. */
  expireClaims(keys: string[]): Promise<void> | void;
  close?(): Promise<unknown> | unknown;
}

/** Requirements of every replay store. `atomic`: of claims at the same time exactly one wins. */
export function describeReplayStore(
  name: string,
  { atomic, make }: { atomic: boolean; make: () => Promise<StoreUnderTest> | StoreUnderTest },
): void {
  describe(`replay store: ${name}`, () => {
    let under: StoreUnderTest;
    const key = () => `key-${crypto.randomUUID()}`;
    beforeAll(async () => {
      under = await make();
    });
    afterAll(() => under.close?.());

    it("lets the first claim win", async () => {
      const one = key();
      expect(await under.store.claim(one, "a")).toBe("claimed");
      expect(await under.other.claim(one, "b")).toBe("in_progress");
      expect(await under.store.claim(one, "a")).toBe("in_progress");
      expect(await under.other.claim(key(), "b")).toBe("claimed");
    });

    it("remembers what was committed", async () => {
      const one = key();
      await under.store.claim(one, "a");
      await under.store.commit(one, "a");
      expect(await under.other.claim(one, "b")).toBe("done");
      await under.expireClaims([]);
      expect(await under.store.claim(one, "c")).toBe("done");
    });

    it("takes a released key again at once", async () => {
      const one = key();
      await under.store.claim(one, "a");
      await under.store.release(one, "a");
      expect(await under.other.claim(one, "b")).toBe("claimed");
    });

    it("lets no process release another's claim, or what was committed", async () => {
      const one = key();
      await under.store.claim(one, "a");
      await under.other.release(one, "b");
      expect(await under.other.claim(one, "b")).toBe("in_progress");
      await under.store.commit(one, "a");
      await under.store.release(one, "a");
      expect(await under.other.claim(one, "b")).toBe("done");
    });

    it("frees a claim that was not renewed", async () => {
      const one = key();
      await under.store.claim(one, "a");
      await under.expireClaims([one]);
      expect(await under.other.claim(one, "b")).toBe("claimed");
      await under.store.release(one, "a");
      await under.store.renew(one, "a");
      expect(await under.store.claim(one, "c")).toBe("in_progress");
    });

    it("renews a claim that is held, and none that is not", async () => {
      const one = key();
      await under.store.renew(one, "a");
      expect(await under.store.claim(one, "a")).toBe("claimed");
      await under.store.renew(one, "a");
      expect(await under.other.claim(one, "b")).toBe("in_progress");
      await under.store.release(one, "a");
      await under.store.renew(one, "a");
      expect(await under.other.claim(one, "b")).toBe("claimed");
    });

    it("ignores a renewal by a token that does not hold the claim", async () => {
      const one = key();
      await under.store.claim(one, "a");
      await under.other.renew(one, "b");
      await under.other.release(one, "b");
      expect(await under.other.claim(one, "b")).toBe("in_progress");
      await under.store.release(one, "a");
      expect(await under.other.claim(one, "c")).toBe("claimed");
    });

    it("commits even when the claim was lost in the meantime", async () => {
      const one = key();
      await under.store.claim(one, "a");
      await under.expireClaims([one]);
      await under.other.claim(one, "b");
      await under.store.commit(one, "a");
      await under.other.release(one, "b");
      expect(await under.other.claim(one, "c")).toBe("done");
    });

    it.runIf(atomic)("lets one of a hundred at once win", async () => {
      const one = key();
      const claims = await Promise.all(
        Array.from({ length: 100 }, (_, i) => (i % 2 ? under.store : under.other).claim(one, `token ${i}`)),
      );
      expect(claims.filter((claim) => claim === "claimed")).toHaveLength(1);
      expect(claims.filter((claim) => claim === "in_progress")).toHaveLength(99);
    });
  });
}
