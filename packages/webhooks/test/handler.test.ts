import { execFile } from "node:child_process";
import { inspect, promisify } from "node:util";
import { afterEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import {
  createWebhookHandler,
  memoryReplayStore,
  type ReplayStore,
  signWebhook,
  type UnknownWebhookEvent,
  type WebhookFailure,
  WebhookSignatureError,
} from "../src/index";
import { once } from "../src/replay/guard";
import { anEvent, delivery, limitReached, limitReachedEvent, SECRET } from "./helpers";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const statusOf = async (webhooks: ReturnType<typeof createWebhookHandler>, payload: unknown) =>
  (await webhooks.handle(delivery(payload))).status;

describe("createWebhookHandler", () => {
  it("refuses options that cannot work", () => {
    const code = (options: unknown) => {
      try {
        createWebhookHandler(options as never);
      } catch (error) {
        return error instanceof WebhookSignatureError && error.code;
      }
      return "accepted";
    };
    for (const secret of ["", " ", [], [""], 7, undefined]) expect(code({ secret })).toBe("bad_secret");
    expect(code(undefined)).toBe("bad_secret");
    expect(code({ secret: "a", secrets: ["b"] })).toBe("bad_option");
    expect(code({ secret: "a", tolerance: Number.NaN })).toBe("bad_option");
    expect(code({ secret: "a", maxBodyBytes: "1" })).toBe("bad_option");
    expect(code({ secrets: ["a", "b"], tolerance: Number.POSITIVE_INFINITY })).toBe("accepted");
  });

  it("calls the listeners of the action in order, then those of every action", async () => {
    const calls: string[] = [];
    const webhooks = createWebhookHandler({ secret: SECRET })
      .on("*", (event) => calls.push(`* ${event.action}`))
      .on("entitlement.limit.reached", async (event) => {
        expectTypeOf(event.body.usage).toEqualTypeOf<number | undefined>();
        expect(event).toEqual(limitReachedEvent);
        await Promise.resolve();
        calls.push("first");
      })
      .on(["entitlement.limit.reached", "entitlement.limit.warning"], (event) => {
        expectTypeOf(event.action).toEqualTypeOf<"entitlement.limit.reached" | "entitlement.limit.warning">();
        calls.push("second");
      });
    expect(await statusOf(webhooks, limitReached)).toBe(200);
    expect(calls).toEqual(["first", "second", "* entitlement.limit.reached"]);
    expect(await statusOf(webhooks, { action: "brand.new", body: {} })).toBe(200);
    expect(calls.at(-1)).toBe("* brand.new");
    expectTypeOf<UnknownWebhookEvent>().toHaveProperty("body");
  });

  it("responds with 200 without a listener", async () => {
    const webhooks = createWebhookHandler({ secret: SECRET }).on("company.created", () => {
      throw new Error("not this");
    });
    expect(await statusOf(webhooks, anEvent())).toBe(200);
  });

  it("skips the rest after an error and handles each delivery again without a store", async () => {
    const calls: number[] = [];
    let fail = true;
    const webhooks = createWebhookHandler({ secret: SECRET, onError: () => {} })
      .on("test.send", () => {
        calls.push(1);
        if (fail) throw new Error("x");
      })
      .on("test.send", () => calls.push(2));
    const payload = anEvent();
    expect(await statusOf(webhooks, payload)).toBe(500);
    fail = false;
    expect(await statusOf(webhooks, payload)).toBe(200);
    expect(await statusOf(webhooks, payload)).toBe(200);
    expect(calls).toEqual([1, 1, 2, 1, 2]);
  });

  it("takes tolerance and clock", async () => {
    const body = JSON.stringify(anEvent());
    const input = { headers: signWebhook(body, SECRET, 1_000_000), body };
    const at = (now: number, tolerance = 10) =>
      createWebhookHandler({ secret: SECRET, tolerance, now: () => now, onError: () => {} }).handle(input);
    expect((await at(1_010_000)).status).toBe(200);
    expect((await at(1_010_001)).status).toBe(400);
    expect((await at(9e15, Number.POSITIVE_INFINITY)).status).toBe(200);
  });

  it("writes what fails to the console without onError, and no refusal", async () => {
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const webhooks = createWebhookHandler({ secret: SECRET }).on("test.send", () => {
      throw new Error("boom");
    });
    await webhooks.handle({ headers: {}, body: "" });
    expect(written).not.toHaveBeenCalled();
    await statusOf(webhooks, anEvent());
    expect(written).toHaveBeenCalledTimes(1);
    expect(inspect(written.mock.calls)).toContain("boom");
    expect(inspect(written.mock.calls)).not.toContain(SECRET);
  });

  it("survives an onError that throws, and requests that are none", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const webhooks = createWebhookHandler({
      secret: SECRET,
      onError: () => {
        throw new Error("second");
      },
    });
    for (const input of [null, undefined, 7, "x", {}, { headers: 7 }] as never[]) {
      expect((await webhooks.handle(input)).status).toBe(400);
    }
    const broken = { headers: new Headers(), arrayBuffer: () => Promise.reject(new Error("reset")) };
    expect((await webhooks.handle(broken)).status).toBe(500);
  });

  it("shows its secret nowhere", () => {
    const webhooks = createWebhookHandler({ secret: SECRET });
    for (const text of [
      inspect(webhooks, { depth: 9, showHidden: true }),
      JSON.stringify(webhooks),
      String(webhooks),
    ]) {
      expect(text).not.toContain(SECRET);
    }
  });
});

describe("replay store failures", () => {
  const working = memoryReplayStore();
  const broken = (step: keyof ReplayStore): ReplayStore => ({
    ...working,
    [step]: () => Promise.reject(new Error(`${step} is down`)),
  });
  const run = async (step: keyof ReplayStore, fail = false) => {
    const failures: (WebhookFailure & { error: unknown })[] = [];
    let calls = 0;
    const webhooks = createWebhookHandler({
      secret: SECRET,
      replayStore: broken(step),
      onError: (error, failure) => failures.push({ ...failure, error }),
    }).on("test.send", () => {
      calls += 1;
      if (fail) throw new Error("handler");
    });
    const status = await statusOf(webhooks, anEvent());
    return {
      status,
      calls,
      failures: failures.map(({ error, status: of }) => `${of} ${(error as Error).message}`),
    };
  };

  it("claim: refused with 500, so that it is delivered again", async () => {
    expect(await run("claim")).toEqual({
      status: 500,
      calls: 0,
      failures: ["500 Webhook replay store: claim failed"],
    });
  });

  it("commit: 200 all the same, and reported", async () => {
    expect(await run("commit")).toEqual({
      status: 200,
      calls: 1,
      failures: ["200 Webhook replay store: commit failed"],
    });
  });

  it("release: the handler's 500, and reported", async () => {
    expect(await run("release", true)).toEqual({
      status: 500,
      calls: 1,
      failures: ["200 Webhook replay store: release failed", "500 handler"],
    });
  });

  it("a claim that hangs is given up after 5 s, and given back should it come through", async () => {
    vi.useFakeTimers();
    let arrive = (_: "claimed"): void => {};
    const released: string[] = [];
    const store: ReplayStore = {
      ...working,
      claim: () =>
        new Promise((resolve) => {
          arrive = resolve;
        }),
      release: async (key) => void released.push(key),
    };
    const outcome = once(store, delivery("body"), { run: async () => {}, report: () => {} });
    const rejected = expect(outcome).rejects.toThrow(/within 5000 ms/);
    await vi.waitUntil(() => vi.getTimerCount() > 0);
    await vi.advanceTimersByTimeAsync(5_000);
    await rejected;
    arrive("claimed");
    await vi.waitUntil(() => released.length === 1);
  });

  it("a claim is renewed while its handler runs, however long, and no more after it", async () => {
    vi.useFakeTimers();
    const store = memoryReplayStore();
    const slow = delivery("slow");
    let finish = (): void => {};
    const first = once(store, slow, {
      run: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
      report: () => {},
    });
    await vi.waitUntil(() => vi.getTimerCount() > 0);
    await vi.advanceTimersByTimeAsync(10 * 60_000);
    expect(await once(store, slow, { run: async () => {}, report: () => {} })).toBe("in_progress");
    finish();
    expect(await first).toBe("handled");
    expect(vi.getTimerCount()).toBe(0);
    expect(await once(store, slow, { run: async () => {}, report: () => {} })).toBe("done");
  });
});

describe("the built package", () => {
  const node = async (args: string[]) =>
    (
      await promisify(execFile)(process.execPath, args, { cwd: new URL("..", import.meta.url) })
    ).stdout.trim();
  const script = `
    const errors = [];
    const instances = [await import("@schematic/webhooks"), (await import("node:module")).createRequire(process.cwd() + "/x.js")("@schematic/webhooks")];
    for (const sdk of instances) {
      const body = '{"action":"test.send"}';
      const event = await sdk.verifyWebhook({ headers: sdk.signWebhook(body, "s"), body }, { secret: "s" });
      if (event.action !== "test.send") throw new Error("no event");
      const error = await sdk.verifyWebhook({ headers: sdk.signWebhook(body, "s"), body }, { secret: "t" }).catch((e) => e);
      for (const other of instances) errors.push(error instanceof other.WebhookSignatureError);
    }
    console.log(errors.join());`;

  it.each([[[]], [["--conditions=workerd"]], [["--conditions=browser"]]])(
    "works as ES module and CommonJS, errors are recognised across both: %s",
    async (conditions) => {
      expect(await node([...conditions, "--input-type=module", "-e", script])).toBe("true,true,true,true");
    },
  );

  it("imports Node's crypto under only Node's condition", async () => {
    const loaded = `
      await import("@schematic/webhooks");
      console.log(process.moduleLoadList.some((name) => name === "NativeModule crypto"));`;
    expect(await node(["--conditions=workerd", "--input-type=module", "-e", loaded])).toBe("false");
  });
});
