// Asks every few seconds whether a workshop's page has news and puts it in its place. Nothing is
// asked while the page is hidden; where nothing is new the answer is empty.
const EVERY = 2500;
const part = document.querySelector("[data-live]");
const said = document.querySelector("[data-said]");
const lost = document.querySelector("[data-lost]");
let tag = `"${part.dataset.tag}"`;
let spoken = part.querySelector("[data-said-now]")?.dataset.saidNow;

function put(html) {
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  const folds = new Map([...part.querySelectorAll("details[id]")].map((fold) => [fold.id, fold.open]));
  part.innerHTML = html;
  for (const [id, open] of folds) {
    const fold = document.getElementById(id);
    if (fold) { fold.open = open; }
  }
  if (focused) { document.getElementById(focused)?.focus(); }
  const now = part.querySelector("[data-said-now]")?.dataset.saidNow;
  if (now && now !== spoken) { said.textContent = now; }
  spoken = now;
}

async function ask() {
  const address = new URL(location.href);
  address.searchParams.set("part", "live");
  address.hash = "";
  try {
    const answer = await fetch(address, { headers: { "If-None-Match": tag }, redirect: "manual" });
    if (answer.type === "opaqueredirect") { location.reload(); return; }
    lost.hidden = answer.ok || answer.status === 304;
    if (answer.ok) {
      tag = answer.headers.get("ETag");
      put(await answer.text());
    }
  } catch {
    lost.hidden = false;
  }
}

document.querySelector("[data-refresh]").hidden = true;
// One question after the other: a slow server is not asked twice at once.
async function keepAsking() {
  if (!document.hidden) { await ask(); }
  setTimeout(keepAsking, EVERY);
}
setTimeout(keepAsking, EVERY);
document.addEventListener("visibilitychange", () => { if (!document.hidden) { ask(); } });
