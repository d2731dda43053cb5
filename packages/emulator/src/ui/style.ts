/** The page's style sheet. */
export const STYLE: string = `
:root { color-scheme: light dark;
  --bg: #f5f6f8; --card: #fff; --line: #e1e4ea; --text: #1b2230; --soft: #667085; --accent: #2f5bea; --accent-soft: #e6ecff;
  --ok: #12805c; --ok-soft: #dcf5ea; --warn: #b25e09; --warn-soft: #fdf0d9; --bad: #c0322b; --bad-soft: #fde7e5; }
@media (prefers-color-scheme: dark) { :root {
  --bg: #10131a; --card: #181d27; --line: #2a3140; --text: #e7eaf0; --soft: #95a0b4; --accent: #84a4ff; --accent-soft: #222d4f;
  --ok: #55cf9f; --ok-soft: #14352a; --warn: #f0b155; --warn-soft: #3a2c13; --bad: #ff8a80; --bad-soft: #421f1d; } }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--bg); color: var(--text); font: 14px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; }
header { position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; gap: 10px 24px; align-items: center; padding: 12px 24px;
  background: var(--card); border-bottom: 1px solid var(--line); }
.brand { display: flex; align-items: center; gap: 10px; }
h1 { font-size: 16px; margin: 0; letter-spacing: -.01em; }
.dot { width: 10px; height: 10px; border-radius: 50%; background: var(--soft); }
.dot.on { background: var(--ok); } .dot.off { background: var(--bad); }
.facts { display: flex; flex-wrap: wrap; gap: 6px 18px; flex-basis: 100%; color: var(--soft); font-size: 12.5px; }
time, .mono, .fact button { font: 12.5px/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
.fact button { padding: 1px 8px; border-radius: 6px; background: var(--bg); color: var(--text); cursor: copy; }
.fact button.copied { border-color: var(--ok); color: var(--ok); }
.clock { margin-left: auto; display: flex; flex-wrap: wrap; gap: 6px; align-items: center; }
time { color: var(--soft); font-variant-numeric: tabular-nums; }
button, select, input { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 7px; padding: 3px 10px; }
button { cursor: pointer; } button:hover { border-color: var(--accent); color: var(--accent); }
button:focus-visible, select:focus-visible, input:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--card); } button.primary:hover { filter: brightness(1.08); color: var(--card); }
button.danger:hover { border-color: var(--bad); color: var(--bad); }
#problem { margin: 12px 24px 0; padding: 8px 12px; border-radius: 8px; background: var(--bad-soft); color: var(--bad); }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr)); gap: 16px; padding: 16px 24px 40px; align-items: start; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; min-width: 0; }
section.wide { grid-column: 1 / -1; background: none; border: 0; padding: 0; }
h2 { font-size: 13px; margin: 0 0 10px; display: flex; align-items: baseline; gap: 8px; } h2 small { color: var(--soft); font-weight: 400; }
h2 select { margin-left: auto; font-size: 12.5px; font-weight: 400; padding: 1px 6px; } section.wide.box { background: var(--card); border: 1px solid var(--line); padding: 14px 16px; }
output { overflow-wrap: anywhere; } @media (max-width: 700px) { header { position: static; } .clock { margin-left: 0; } .row-form select { max-width: 100%; } }
.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(380px, 100%), 1fr)); gap: 16px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; display: flex; flex-direction: column; gap: 12px; }
.card h3 { font-size: 15px; margin: 0; } .top { display: flex; justify-content: space-between; gap: 10px; align-items: start; }
.sub { color: var(--soft); overflow-wrap: anywhere; }
.meter { display: grid; gap: 4px; } .meter .label { display: flex; justify-content: space-between; gap: 10px; }
.meter .label span:last-child { font-variant-numeric: tabular-nums; color: var(--soft); }
.bar { height: 8px; border-radius: 4px; background: var(--bg); overflow: hidden; border: 1px solid var(--line); }
.bar i { display: block; height: 100%; border-radius: 4px; background: var(--ok); transition: width .25s ease; }
.bar.warn i { background: var(--warn); } .bar.full i { background: var(--bad); }
.row-form { display: flex; flex-wrap: wrap; gap: 6px; align-items: center; } .row-form input[type=number] { width: 76px; } .row-form select { max-width: 180px; }
.list { max-height: 320px; overflow: auto; display: grid; gap: 2px; }
.item { display: grid; grid-template-columns: auto 1fr auto; gap: 10px; align-items: baseline; padding: 5px 6px; border-radius: 6px; }
.item:hover { background: var(--bg); } .item .sub { font-size: 12.5px; } .item > :last-child { color: var(--soft); font-size: 12.5px; font-variant-numeric: tabular-nums; white-space: nowrap; }
.item > :nth-child(2) { min-width: 0; overflow-wrap: anywhere; }
.item.new { animation: flash 1.2s ease-out; } @keyframes flash { from { background: var(--accent-soft); } }
@media (prefers-reduced-motion: reduce) { .item.new { animation: none; } .bar i { transition: none; } }
.tag { display: inline-block; padding: 0 8px; border-radius: 10px; font-size: 12px; line-height: 20px; background: var(--accent-soft); color: var(--accent); white-space: nowrap; }
.tag.ok { background: var(--ok-soft); color: var(--ok); } .tag.warn { background: var(--warn-soft); color: var(--warn); } .tag.bad { background: var(--bad-soft); color: var(--bad); } .tag.soft { background: var(--bg); color: var(--soft); }
.empty { color: var(--soft); padding: 5px 6px; }
`;
