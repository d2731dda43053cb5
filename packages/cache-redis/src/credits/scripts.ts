import { encodeText } from "@schematic-internal/kit";

/**
 * Shared by all scripts. Amounts are whole micro-credits in arguments and arithmetic, and decimal credits in Redis, in
 * the shortest form that reads back to the same number. `life` returns how long the lease may be drawn on, by the clock
 * of Redis: `clockOffset` is that clock's lead over the server's, less the margin.
 */
const PRELUDE = `pcall(redis.replicate_commands)
local t = redis.call("TIME")
local now = t[1] * 1000 + math.floor(t[2] / 1000)
local function micros(text) return math.floor(tonumber(text or "0") * 1e6 + 0.5) end
local function int(value) return string.format("%.0f", value) end
local function credits(value)
  if value % 1e6 == 0 then return int(value / 1e6) end
  local short = string.format("%.15g", value / 1e6)
  if tonumber(short) == value / 1e6 then return short end
  return string.format("%.17g", value / 1e6)
end
local function life(key)
  local f = redis.call("HMGET", key, "expiresAt", "clockOffset")
  return tonumber(f[1] or "0") + tonumber(f[2] or "0") - now
end
local function keep(key)
  local f = redis.call("HMGET", key, "expiresAt", "clockOffset")
  redis.call("PEXPIREAT", key, int(tonumber(f[1]) + math.max(0, tonumber(f[2] or "0")) + 60000))
end
local function grow(key, granted, expiresAt, lifeMs)
  local f = redis.call("HMGET", key, "grantedAmount", "localRemainingCredits", "expiresAt")
  local known = micros(f[1])
  if granted > known then
    redis.call("HSET", key, "grantedAmount", credits(granted), "localRemainingCredits", credits(micros(f[2]) + granted - known))
  end
  if expiresAt > tonumber(f[3] or "0") then
    redis.call("HSET", key, "expiresAt", int(expiresAt), "clockOffset", int(now + lifeMs - expiresAt))
    keep(key)
  end
end
local function adjust(key, leaseId, delta)
  local f = redis.call("HMGET", key, "leaseId", "localRemainingCredits", "grantedAmount")
  if f[1] ~= leaseId or life(key) <= 0 then return 0 end
  redis.call("HSET", key, "localRemainingCredits", credits(math.min(micros(f[3]), micros(f[2]) + delta)))
  return 1
end
local function reserve(key, amount, minLife)
  local f = redis.call("HMGET", key, "leaseId", "localRemainingCredits")
  local lives = life(key)
  if not f[1] or lives <= 0 then return {"none"} end
  local left = micros(f[2])
  if left < amount then return {"short", f[1], int(left), int(lives)} end
  if lives < minLife then return {"ending", f[1], int(left), int(lives)} end
  redis.call("HSET", key, "localRemainingCredits", credits(left - amount))
  return {"reserved", f[1], int(left - amount), int(lives)}
end
local function record(key, ttl, args)
  local expiresAt = int(now + math.floor(ttl))
  redis.call("HSET", key, "id", args[1], "leaseId", args[2], "companyId", args[3], "creditTypeId", args[4],
    "eventSubtype", args[5], "quantityReserved", args[6], "creditsReserved", args[7], "consumptionRate", args[8],
    "expiresAt", expiresAt, "evalCtx", args[9])
  redis.call("PEXPIREAT", key, int(tonumber(expiresAt) + 30000))
  return expiresAt
end
`;

/** A Lua script, and the digest by which Redis knows it. */
export class Script {
  readonly text: string;
  #digest: Promise<string> | undefined;

  constructor(body: string) {
    this.text = `${PRELUDE}${body}`;
  }

  digest(): Promise<string> {
    this.#digest ??= crypto.subtle
      .digest("SHA-1", encodeText(this.text) as Uint8Array<ArrayBuffer>)
      .then((bytes) =>
        Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join(""),
      );
    return this.#digest;
  }
}

/** KEYS: lease. */
export const READ: Script =
  /* @__PURE__ */ new Script(`local f = redis.call("HMGET", KEYS[1], "leaseId", "grantedAmount", "localRemainingCredits", "expiresAt")
if not f[1] then return nil end
return {f[1], int(micros(f[2])), int(micros(f[3])), f[4], int(life(KEYS[1]))}`);

/** KEYS: lease. ARGV: leaseId, granted, tracked, expiresAt, lifeMs, companyId, creditTypeId. */
export const INSTALL: Script =
  /* @__PURE__ */ new Script(`local granted, expiresAt, lifeMs = tonumber(ARGV[2]), tonumber(ARGV[4]), tonumber(ARGV[5])
local known = redis.call("HGET", KEYS[1], "leaseId")
if known == ARGV[1] then
  grow(KEYS[1], granted, expiresAt, lifeMs)
  return "grown"
end
if known and life(KEYS[1]) > 0 then return "kept" end
redis.call("HDEL", KEYS[1], "extendUntil")
redis.call("HSET", KEYS[1], "leaseId", ARGV[1], "companyId", ARGV[6], "creditTypeId", ARGV[7],
  "grantedAmount", credits(granted), "localRemainingCredits", credits(math.max(0, granted - tonumber(ARGV[3]))),
  "expiresAt", ARGV[4], "clockOffset", int(now + lifeMs - expiresAt))
keep(KEYS[1])
return "installed"`);

/** KEYS: lease. ARGV: amount, minLifeMs. */
export const RESERVE: Script = /* @__PURE__ */ new Script(
  `return reserve(KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]))`,
);

/** KEYS: lease. ARGV: leaseId, amount. */
export const ADJUST: Script = /* @__PURE__ */ new Script(
  `return adjust(KEYS[1], ARGV[1], tonumber(ARGV[2]))`,
);

/** KEYS: lease. ARGV: leaseId, granted, expiresAt, lifeMs. */
export const EXTEND: Script =
  /* @__PURE__ */ new Script(`if redis.call("HGET", KEYS[1], "leaseId") ~= ARGV[1] or life(KEYS[1]) <= 0 then return 0 end
grow(KEYS[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]))
return 1`);

/** KEYS: lease. ARGV: leaseId, forMs; 0 ends the claim. */
export const CLAIM_EXTENSION: Script =
  /* @__PURE__ */ new Script(`local f = redis.call("HMGET", KEYS[1], "leaseId", "extendUntil")
if f[1] ~= ARGV[1] or life(KEYS[1]) <= 0 then return 0 end
if ARGV[2] == "0" then return redis.call("HDEL", KEYS[1], "extendUntil") end
if tonumber(f[2] or "0") > now then return 0 end
redis.call("HSET", KEYS[1], "extendUntil", int(now + tonumber(ARGV[2])))
return 1`);

/** KEYS: lease. ARGV: leaseId. */
export const REMOVE: Script =
  /* @__PURE__ */ new Script(`if redis.call("HGET", KEYS[1], "leaseId") ~= ARGV[1] then return 0 end
return redis.call("DEL", KEYS[1])`);

/** KEYS: hold. ARGV: ttlMs, the fields of the hold. */
export const ADD: Script = /* @__PURE__ */ new Script(`local ttl = table.remove(ARGV, 1)
return record(KEYS[1], tonumber(ttl), ARGV)`);

/** KEYS: hold. ARGV: "any" or "expired". Returns the fields of a hold that was removed. */
export const CLAIM: Script = /* @__PURE__ */ new Script(`local f = redis.call("HGETALL", KEYS[1])
if #f == 0 then return nil end
if ARGV[1] == "expired" and tonumber(redis.call("HGET", KEYS[1], "expiresAt") or "0") > now then return 0 end
redis.call("DEL", KEYS[1])
return f`);

/** KEYS: mark. Returns and removes it. */
export const TAKE_MARK: Script = /* @__PURE__ */ new Script(`local value = redis.call("GET", KEYS[1])
if value then redis.call("DEL", KEYS[1]) end
return value`);

/** KEYS: holds by expiry. ARGV: limit. Returns the members whose time is over. */
export const DUE: Script = /* @__PURE__ */ new Script(
  `return redis.call("ZRANGEBYSCORE", KEYS[1], "-inf", int(now), "LIMIT", 0, ARGV[1])`,
);

/** KEYS: lease, hold, holds by expiry, holds of the credit. ARGV: amount, minLifeMs, ttlMs, member, fields of the hold. */
export const OPEN: Script =
  /* @__PURE__ */ new Script(`local opened = reserve(KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[2]))
if opened[1] ~= "reserved" then return opened end
local fields = {ARGV[5], opened[2], ARGV[7], ARGV[8], ARGV[9], ARGV[10], ARGV[11], ARGV[12], ARGV[13]}
opened[5] = record(KEYS[2], math.min(tonumber(ARGV[3]), tonumber(opened[4])), fields)
redis.call("ZADD", KEYS[3], opened[5], ARGV[4])
redis.call("HSET", KEYS[4], ARGV[5], ARGV[11])
return opened`);

/** KEYS: lease, hold, holds by expiry, holds of the credit, mark. ARGV: used, member, id. */
export const SETTLE: Script =
  /* @__PURE__ */ new Script(`local f = redis.call("HMGET", KEYS[2], "leaseId", "creditsReserved")
local state, leaseId, held = "open", f[1], 0
if leaseId then
  held = micros(f[2])
  redis.call("DEL", KEYS[2])
  redis.call("ZREM", KEYS[3], ARGV[2])
  redis.call("HDEL", KEYS[4], ARGV[3])
else
  leaseId = redis.call("GET", KEYS[5])
  if not leaseId then return {"unknown", 0} end
  state = "expired"
  redis.call("DEL", KEYS[5])
end
local difference = held - tonumber(ARGV[1])
if difference == 0 then return {state, 1} end
return {state, adjust(KEYS[1], leaseId, difference)}`);

/** KEYS: lease, hold, holds by expiry, holds of the credit, mark. ARGV: member, id, markMs. Returns 1 for a refund. */
export const EXPIRE: Script =
  /* @__PURE__ */ new Script(`local f = redis.call("HMGET", KEYS[2], "leaseId", "creditsReserved", "expiresAt")
if f[1] and tonumber(f[3] or "0") > now then return 0 end
redis.call("ZREM", KEYS[3], ARGV[1])
redis.call("HDEL", KEYS[4], ARGV[2])
if not f[1] then return 0 end
redis.call("DEL", KEYS[2])
redis.call("SET", KEYS[5], f[1], "PX", ARGV[3])
adjust(KEYS[1], f[1], micros(f[2]))
return 1`);
