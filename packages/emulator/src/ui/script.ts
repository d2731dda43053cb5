/** The page's script: draws the state that `/_emulator/live` pushes, and sends what the buttons say. */
export const SCRIPT: string = `
"use strict";
const $ = (id) => document.getElementById(id);
let state;
const known = { events: new Set(), deliveries: new Set() };
let first = true;

function h(tag, props, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (name === "class") node.className = value;
    else if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== undefined) node.setAttribute(name, value);
  }
  for (const child of children.flat()) if (child !== undefined && child !== null) node.append(child);
  return node;
}

async function send(path, body) {
  const answer = await fetch("/_emulator/" + path, { method: "POST", ...(body ? { body: JSON.stringify(body) } : {}) });
  const problem = answer.ok ? "" : (await answer.json()).error;
  $("problem").textContent = problem;
  $("problem").hidden = problem === "";
}

const clock = (iso) => iso.slice(11, 19);
const ago = (ms) => clock(new Date(ms).toISOString());
const count = (n, one, many) => n + " " + (n === 1 ? one : many);
const keyText = (keys) => Object.entries(keys || {}).map(([k, v]) => k + "=" + v).join(" ");

function list(id, items, empty) {
  const box = $(id);
  const top = box.scrollTop;
  box.replaceChildren(...(items.length ? items : [h("div", { class: "empty" }, empty)]));
  box.scrollTop = top;
}

function item(left, middle, right, fresh) {
  return h("div", { class: "item" + (fresh ? " new" : "") }, left, middle, h("span", {}, right));
}

const PERIODS = { current_day: "today", current_week: "this week", current_month: "this month", all_time: "in all" };

function meter(e) {
  if (e.allocation !== undefined) {
    const share = e.allocation === 0 ? 100 : Math.min(100, (100 * e.usage) / e.allocation);
    const level = share >= 100 ? " full" : share >= 80 ? " warn" : "";
    const bar = h("div", { class: "bar" + level, role: "progressbar", "aria-valuenow": e.usage, "aria-valuemin": 0, "aria-valuemax": e.allocation, "aria-label": e.name });
    const fill = h("i");
    fill.style.width = share + "%";
    bar.append(fill);
    const amount = e.usage.toLocaleString("en") + " of " + e.allocation.toLocaleString("en") + " " + (PERIODS[e.period] || "");
    return h("div", { class: "meter" }, h("div", { class: "label" }, h("span", {}, e.name), h("span", {}, amount)), bar);
  }
  const value = e.credits !== undefined ? e.credits.toLocaleString("en") + " credits" : e.valueType === "unlimited" ? "unlimited" : e.value ? "on" : "off";
  const tone = value === "off" || e.credits === 0 ? "bad" : "ok";
  return h("div", { class: "meter" }, h("div", { class: "label" }, h("span", {}, e.name), h("span", { class: "tag " + tone }, value)));
}

const drafts = new Map();
function draft(id) {
  if (!drafts.has(id)) drafts.set(id, { event: undefined, quantity: "1" });
  return drafts.get(id);
}

function card(company) {
  const input = draft(company.id);
  const events = [...new Set(state.features.map((f) => f.event).filter(Boolean))];
  const plan = h("select", { "aria-label": "Plan of " + company.name, onchange: (e) => send("plan", { company: company.keys, plan: e.target.value || null }) },
    h("option", { value: "", selected: !company.plan }, "no plan"),
    state.plans.filter((p) => p.type === "plan").map((p) => h("option", { value: p.key, selected: p.key === company.plan }, p.name)));
  const event = h("select", { "aria-label": "Event", onchange: (e) => { input.event = e.target.value; } },
    events.map((name) => h("option", { value: name, selected: name === input.event }, name)));
  const quantity = h("input", { type: "number", min: 1, value: input.quantity, "aria-label": "Quantity", oninput: (e) => { input.quantity = e.target.value; } });
  const form = h("form", { class: "row-form", onsubmit: (e) => {
    e.preventDefault();
    send("track", { event: event.value, company: company.keys, quantity: Number(quantity.value) });
  } }, event, quantity, h("button", { class: "primary" }, "Track"));
  const node = h("article", { class: "card" },
    h("div", { class: "top" }, h("div", {}, h("h3", {}, company.name), h("div", { class: "sub mono" }, keyText(company.keys))), plan),
    company.addOns.length ? h("div", {}, company.addOns.map((key) => h("span", { class: "tag soft" }, "+ " + key))) : null,
    company.entitlements.length ? company.entitlements.map(meter) : h("div", { class: "sub" }, "Nothing is granted."),
    events.length ? form : null);
  node.dataset.id = company.id;
  return node;
}

/** A card that somebody is using is left alone but for its meters. */
function drawCompanies() {
  const box = $("companies");
  const used = document.activeElement && document.activeElement.closest(".card");
  const cards = state.companies.map((company) => {
    const fresh = card(company);
    if (!used || used.dataset.id !== company.id) return fresh;
    const meters = [...fresh.querySelectorAll(".meter")];
    for (const old of used.querySelectorAll(".meter")) old.remove();
    used.querySelector(".top").after(...meters);
    return used;
  });
  if (used && cards.includes(used) && box.children.length === cards.length) {
    cards.forEach((node, i) => { if (box.children[i] !== node) box.children[i].replaceWith(node); });
  } else box.replaceChildren(...(cards.length ? cards : [h("div", { class: "empty" }, "No companies yet: identify or upsert one, or start with a seed.")]));
  const { companies, users } = state.counts;
  $("n-companies").textContent = companies + (companies > cards.length ? ", the first " + cards.length + " shown" : "") + " · " + count(users, "user", "users");
}

const EVENT_TONES = { track: "ok", identify: "", flag_check: "soft", inference: "warn" };
function drawEvents() {
  const names = new Map(state.companies.map((c) => [c.id, c.name]));
  const type = $("event-type").value;
  list("events", state.recentEvents.filter((e) => type === "" || e.type === type).map((e) => {
    const fresh = !first && !known.events.has(e.id);
    known.events.add(e.id);
    const what = e.type === "track" ? e.subtype + (e.quantity === 1 ? "" : " × " + e.quantity) : e.type === "flag_check" ? e.body.flag_key + " → " + e.body.value : keyText(e.body.keys);
    const who = names.get(e.companyId) || keyText(e.body.company && !e.body.company.keys ? e.body.company : {});
    return item(h("span", { class: "tag " + (e.error ? "bad" : EVENT_TONES[e.type]) }, e.type), h("span", {}, what, " ", h("span", { class: "sub" }, e.error || who)), ago(e.capturedAt), fresh);
  }), type === "" ? "No events yet." : "No " + type + " events among the recent ones.");
  $("n-events").textContent = state.events.total + (state.events.duplicates ? " · " + state.events.duplicates + " repeated" : "");
}

function drawDeliveries() {
  const tones = { success: "ok", pending: "warn", failure: "bad" };
  list("deliveries", [...state.deliveries].reverse().slice(0, 50).map((d) => {
    const fresh = !first && !known.deliveries.has(d.id);
    known.deliveries.add(d.id);
    const result = d.responseCode || d.error || d.status;
    return item(h("span", { class: "tag " + tones[d.status] }, String(d.responseCode || d.status)), h("span", { title: String(result) }, d.action, " ", h("span", { class: "sub" }, d.url)), d.attempts > 1 ? count(d.attempts, "attempt", "attempts") : ago(d.createdAt), fresh);
  }), state.webhooks.length ? "Nothing sent yet." : "No webhooks in the seed; POST /webhooks adds one.");
  $("n-deliveries").textContent = state.webhooks.length + " registered";
}

/** Fills a select anew, keeping what was chosen; leaves it alone while nothing has changed. */
function options(id, entries) {
  const select = $(id);
  const text = JSON.stringify(entries);
  if (select.dataset.entries === text) return;
  const chosen = select.value;
  select.dataset.entries = text;
  select.replaceChildren(...entries.map(([value, label]) => h("option", { value }, label)));
  if (entries.some(([value]) => value === chosen)) select.value = chosen;
}

let asked = 0;
/** Asks what a check would answer now; an answer that a later question has overtaken is dropped. */
async function check() {
  const number = ++asked;
  const flag = $("check-flag").value;
  if (!flag) { $("answer").replaceChildren(h("span", { class: "sub" }, "There are no flags.")); return; }
  const keysOf = (list, id) => (list.find((one) => one.id === id) || {}).keys;
  const body = { flag, company: keysOf(state.companies, $("check-company").value), user: keysOf(state.users, $("check-user").value) };
  const answer = await fetch("/_emulator/check", { method: "POST", body: JSON.stringify(body) });
  const said = await answer.json();
  if (number !== asked) return;
  if (!answer.ok) { $("answer").replaceChildren(h("span", { class: "tag bad" }, said.error)); return; }
  $("answer").replaceChildren(h("span", { class: "tag " + (said.value ? "ok" : "bad") }, said.value ? "on" : "off"), " ", h("span", { class: "sub" }, said.reason));
}

let companyChosen = false;
function drawCheck() {
  options("check-flag", state.flags.map((f) => [f.key, f.key]));
  options("check-company", [["", "no company"], ...state.companies.map((c) => [c.id, c.name])]);
  options("check-user", [["", "no user"], ...state.users.map((u) => [u.id, u.name || keyText(u.keys)])]);
  if (!companyChosen && state.companies.length) { $("check-company").value = state.companies[0].id; companyChosen = true; }
  check();
}
for (const id of ["check-flag", "check-company", "check-user"]) $(id).addEventListener("change", check);
$("event-type").addEventListener("change", () => state && drawEvents());

const OPERATORS = { eq: "=", ne: "≠", lt: "<", lte: "≤", gt: ">", gte: "≥", is_empty: "is empty", not_empty: "is set" };
function conditionText(c) {
  const op = OPERATORS[c.operator] || c.operator;
  if (c.condition_type === "metric") return c.event_subtype + " " + op + " " + c.metric_value.toLocaleString("en") + " " + (PERIODS[c.metric_period] || "");
  if (c.condition_type === "trait") return c.trait_definition.id.replace("trait_", "").replace("_", " ") + " " + op + " " + c.trait_value;
  if (c.condition_type === "credit") return c.credit_id + (c.operator === "gte" ? " exhausted" : " left");
  const names = new Map([...state.plans, ...state.companies, ...state.users].map((one) => [one.id, one.name]));
  return c.condition_type.replaceAll("_", " ") + " " + op + " " + c.resource_ids.map((id) => names.get(id) || id).join(", ");
}
function ruleTitle(r) {
  const groups = r.condition_groups.map((g) => "(" + g.conditions.map(conditionText).join(" or ") + ")");
  return (r.value ? "on" : "off") + " · " + r.rule_type.replaceAll("_", " ") + " · " + r.name + ": " + ([...r.conditions.map(conditionText), ...groups].join(" and ") || "always");
}

function drawRest() {
  list("flags", state.flags.map((f) => item(h("span", { class: "tag " + (f.default_value ? "ok" : "soft") }, f.default_value ? "on" : "off"), h("span", {}, f.key, h("div", { class: "sub" }, f.rules.map((r) => h("div", {}, ruleTitle(r))))), count(f.rules.length, "rule", "rules"))), "No flags.");
  $("n-flags").textContent = state.flags.length + " · the tag is the default";
  const s = state.stream;
  const trouble = [s.refuse && "refusing: " + s.refuse, s.silent && "silent", s.malformed && "malformed frames", s.pages.size && "pages of " + s.pages.size].filter(Boolean);
  list("sockets", [...trouble.map((t) => item(h("span", { class: "tag bad" }, "fault"), h("span", {}, t), "")),
    ...state.sockets.map((k) => item(h("span", { class: "tag ok" }, k.mode), h("span", {}, k.id, " ", h("span", { class: "sub" }, k.all.length ? "all of " + k.all.join(", ") : "")), count(k.companies, "company", "companies") + ", " + count(k.users, "user", "users")))], "Nobody is connected to " + state.datastreamUrl + ".");
  $("n-sockets").replaceChildren(state.sockets.length + " open ", ...(state.sockets.length ? [h("button", { type: "button", onclick: () => send("stream", { kill: true }) }, "Kill sockets")] : []));
  const requests = Object.entries(state.requests).sort((a, b) => b[1] - a[1]);
  list("requests", requests.slice(0, 50).map(([route, n]) => item(h("span", { class: "tag soft" }, route.split(" ")[0]), h("span", { class: "mono" }, route.split(" ")[1]), String(n))), "No requests yet.");
  $("n-requests").textContent = requests.reduce((sum, [, n]) => sum + n, 0) + " in all";
  list("faults", state.faults.map((f) => item(h("span", { class: "tag bad" }, f.action.type.replaceAll("_", " ")), h("span", { class: "mono" }, f.route, " ", h("span", { class: "sub" }, Object.entries(f.action).filter(([k]) => k !== "type").map(([k, v]) => k + " " + JSON.stringify(v)).join(", "))), count(f.hits, "hit", "hits"))), "None. Add some with POST /_emulator/faults.");
  $("n-faults").replaceChildren(state.faults.length + " in force ", ...(state.faults.length ? [h("button", { type: "button", onclick: () => fetch("/_emulator/faults", { method: "DELETE" }) }, "Clear")] : []));
}

function fact(label, text) {
  const copy = h("button", { type: "button", title: "Copy", onclick: async () => {
    await navigator.clipboard.writeText(text);
    copy.classList.add("copied");
    setTimeout(() => copy.classList.remove("copied"), 900);
  } }, text);
  return h("span", { class: "fact" }, label + " ", copy);
}

function draw() {
  const facts = [["basePath, eventCaptureBaseURL", state.url], ["datastream", state.datastreamUrl], ["apiKey", state.apiKey]];
  if ($("facts").dataset.entries !== JSON.stringify(facts)) {
    $("facts").dataset.entries = JSON.stringify(facts);
    $("facts").replaceChildren(...facts.map(([label, text]) => fact(label, text)));
  }
  $("frozen").hidden = !state.frozen;
  document.querySelector('[data-clock="freeze"]').textContent = state.frozen ? "Resume" : "Freeze";
  drawCompanies();
  drawCheck();
  drawEvents();
  drawDeliveries();
  drawRest();
  first = false;
}

let base = 0;
let readAt = 0;
function tick() {
  if (!state) return;
  const now = base + (state.frozen ? 0 : performance.now() - readAt);
  $("now").textContent = new Date(now).toISOString().slice(0, 19).replace("T", " ") + " UTC";
}
setInterval(tick, 250);

document.querySelector(".clock").addEventListener("click", (e) => {
  const step = e.target.dataset && e.target.dataset.clock;
  if (!step || !state) return;
  const now = new Date(base + (state.frozen ? 0 : performance.now() - readAt));
  if (step === "freeze") send("clock", state.frozen ? { resume: true } : { freeze: true });
  else if (step === "hour") send("clock", { advance_ms: 3600000 });
  else if (step === "day") send("clock", { advance_ms: 86400000 });
  else send("clock", { set: Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) });
});
$("reset").addEventListener("click", () => { drafts.clear(); send("reset"); });

const source = new EventSource("/_emulator/live");
source.addEventListener("state", (e) => {
  state = JSON.parse(e.data);
  base = Date.parse(state.now);
  readAt = performance.now();
  $("live").className = "dot on";
  $("live").title = "live";
  draw();
  tick();
});
source.onerror = () => { $("live").className = "dot off"; $("live").title = "not connected"; };
`;
