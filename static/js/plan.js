// Solves again as soon as the budget or a step changes. The server computes; what it answers takes
// the place of the outcome alone, never of a field that a person is using.
const form = document.getElementById("plan");
const slider = form.querySelector("[data-slider]");
const budget = form.elements.budget;
const busy = form.querySelector("[data-busy]");
const WAIT = 250;
let timer = 0;
let asked = 0;

slider.hidden = false;
slider.addEventListener("input", () => {
  budget.value = slider.value;
});
budget.addEventListener("input", () => {
  slider.value = budget.value;
});
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(solve, WAIT);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(timer);
  solve();
});

async function solve() {
  const mine = (asked += 1);
  const query = new URLSearchParams(new FormData(form));
  for (const [key, value] of [...query]) if (!value) query.delete(key);
  const address = `${form.getAttribute("action")}?${query}`;
  busy.textContent = busy.dataset.text;
  try {
    const response = await fetch(address);
    if (!response.ok || response.redirected) throw new Error(String(response.status));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (mine !== asked) return; // a later question is under way
    for (const part of form.querySelectorAll("[data-part]")) {
      part.replaceChildren(...page.querySelector(`[data-part="${part.dataset.part}"]`).childNodes);
    }
    history.replaceState(null, "", address);
    busy.textContent = "";
  } catch {
    if (mine === asked) form.submit(); // as without scripts; the browser says what is wrong
  }
}
