// Sends each private vote as it is chosen. What does not arrive is sent again until it does; the
// page's own buttons save everything without this script.
const AGAIN = 3000;
const form = document.getElementById("votes");
const unsent = new Set();
let sending = Promise.resolve();

function tell(question, text, warn = false) {
  const state = question.querySelector("[data-state]");
  if (state.textContent !== text) { state.textContent = text; }
  state.classList.toggle("warn", warn);
}

async function send(question) {
  const name = question.dataset.question;
  const chosen = question.querySelector("input:checked");
  const body = new FormData();
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.set("question", name);
  body.set(`answer-${name}`, chosen ? chosen.value : "");
  unsent.delete(question);
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    const reply = await answer.json().catch(() => ({}));
    if (answer.ok) {
      tell(question, chosen ? form.dataset.saved : form.dataset.blank);
    } else {
      tell(question, reply.message || form.dataset.odd, true);
    }
  } catch {
    unsent.add(question);
    tell(question, form.dataset.offline, true);
  }
}

function change(question) {
  tell(question, form.dataset.saving);
  question.querySelector("[name=clear]").hidden = !question.querySelector("input:checked");
  sending = sending.then(() => send(question)); // in the order in which they were chosen
}

form.addEventListener("change", (event) => change(event.target.closest("[data-question]")));
form.addEventListener("click", (event) => {
  if (event.target.name !== "clear") { return; }
  event.preventDefault();
  const question = event.target.closest("[data-question]");
  for (const input of question.querySelectorAll("input")) { input.checked = false; }
  question.querySelector("input").focus();
  change(question);
});
setInterval(() => {
  for (const question of unsent) { sending = sending.then(() => send(question)); }
}, AGAIN);
addEventListener("beforeunload", (event) => { if (unsent.size) { event.preventDefault(); } });
