/** The page at `/`: its frame. What it shows is drawn by the script, from the live state. */
export const PAGE: string = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Schematic emulator</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_emulator/ui.css">
<script src="/_emulator/ui.js" defer></script>
</head>
<body>
<header>
  <div class="brand"><span class="dot" id="live" title="connecting"></span><h1>Schematic emulator</h1></div>
  <div class="clock">
    <time id="now"></time><span class="tag" id="frozen" hidden>frozen</span>
    <button type="button" data-clock="freeze">Freeze</button>
    <button type="button" data-clock="hour">+1 hour</button>
    <button type="button" data-clock="day">+1 day</button>
    <button type="button" data-clock="month">Next month</button>
    <button type="button" class="danger" id="reset">Reset</button>
  </div>
  <div class="facts" id="facts"></div>
</header>
<p id="problem" role="alert" hidden></p>
<main>
  <section class="wide" aria-labelledby="h-companies"><h2 id="h-companies">Companies <small id="n-companies"></small></h2><div id="companies" class="cards"></div></section>
  <section class="wide box" aria-labelledby="h-check"><h2 id="h-check">Check a flag <small>asked again at every change</small></h2>
    <div class="row-form"><select id="check-flag" aria-label="Flag"></select> for <select id="check-company" aria-label="Company"></select> and <select id="check-user" aria-label="User"></select> <output id="answer"></output></div></section>
  <section aria-labelledby="h-events"><h2 id="h-events">Events <small id="n-events"></small><select id="event-type" aria-label="Type of events"><option value="">all</option><option>track</option><option>identify</option><option>flag_check</option><option>inference</option></select></h2><div id="events" class="list"></div></section>
  <section aria-labelledby="h-deliveries"><h2 id="h-deliveries">Webhooks <small id="n-deliveries"></small></h2><div id="deliveries" class="list"></div></section>
  <section aria-labelledby="h-flags"><h2 id="h-flags">Flags <small id="n-flags"></small></h2><div id="flags" class="list"></div></section>
  <section aria-labelledby="h-sockets"><h2 id="h-sockets">Stream <small id="n-sockets"></small></h2><div id="sockets" class="list"></div></section>
  <section aria-labelledby="h-requests"><h2 id="h-requests">Requests <small id="n-requests"></small></h2><div id="requests" class="list"></div></section>
  <section aria-labelledby="h-faults"><h2 id="h-faults">Faults <small id="n-faults"></small></h2><div id="faults" class="list"></div></section>
</main>
</body>
</html>
`;
