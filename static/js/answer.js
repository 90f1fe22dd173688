// The questionnaire saves each change on its own. Without this file it is a plain form with a save
// button, and everything works too.

import { answerWithKeys } from "./answer-keys.js";
import { Line, Retry, post } from "./answer-line.js";
import { Store } from "./answer-store.js";
import { Elsewhere, QuestionView } from "./answer-view.js";

const LATER = 7000;
const PAUSE = 4000;

const words = document.getElementById("answer-words").dataset;
const form = document.getElementById("answers");
const foot = document.querySelector("[data-foot]");
const section = form?.dataset.section;
const store = new Store(words.token);
const elsewhere = new Elsewhere(document.querySelector(".ans-elsewhere"), words);
const lines = new Map();
const retry = new Retry(() => pumpAll());
let wanted = "";
let warned = false;

const address = (part) => `${words.start}part/${part}/`;

function csrf() {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]*)/);
  return cookie ? cookie[1] : document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";
}

function pumpAll() {
  for (const line of lines.values()) line.pump();
}

// --- how far the respondent is -----------------------------------------------------------------

function showProgress(reply) {
  for (const element of document.querySelectorAll("[data-minutes]")) element.textContent = reply.minutes;
  for (const element of document.querySelectorAll("[data-parts]")) element.textContent = reply.parts;
  const { slug, done, text, current_text: currentText, here } = reply.part;
  for (const item of document.querySelectorAll(`[data-part="${CSS.escape(slug)}"]`)) {
    const now = item.classList.contains("now");
    item.querySelector(".c").textContent = now ? currentText : text;
    if (!now) item.className = done ? "done" : "todo";
  }
  if (slug === section) document.querySelector("[data-here]").textContent = here;
}

function showFoot() {
  if (!foot) return;
  const lost = [...lines.values()].some((line) => line.waiting && line.lost);
  foot.textContent = wanted ? words.wait : lost ? words.offline : "";
  if (wanted && navigator.onLine && ![...lines.values()].some((line) => line.waiting)) location.assign(wanted);
}

// --- lines: one a question, of this page and of what other pages left ----------------------------

/** Tells the page about what its question shows. */
function watched(view, line) {
  return {
    read: () => view.read(),
    write: (draft) => view.write(draft),
    progress(reply) {
      view.field("base").value = reply.revision;
      showProgress(reply);
    },
    closeRival: () => view.closeRival(),
    showRival(theirs) {
      view.showRival(theirs);
      showFoot();
    },
    show(kind, detail) {
      line().lost = kind === "offline";
      view.show(kind, detail);
      showFoot();
    },
  };
}

/** Stands in for a question of another part. */
function distant(home, line) {
  return {
    progress: showProgress,
    show(kind, detail) {
      line().lost = kind === "offline";
      const why = kind === "locked" ? detail : "";
      if (kind !== "saving") elsewhere.set(home, address(home.section), line().unsaved, why);
      showFoot();
    },
    showRival: () => elsewhere.set(home, address(home.section), true),
  };
}

function addLine(home, base, last, makeView) {
  const made = new Line(home, base, last, {
    store,
    retry,
    view: makeView(() => made),
    send: (change) => post(address(home.section), home.question, change, csrf),
  });
  lines.set(home.question, made);
  return made;
}

function takeOver() {
  store.adopt((entry) => {
    const { question, section: part, name } = entry;
    const home = { section: part, name, question };
    const line = lines.get(question) || addLine(home, 0, null, (own) => distant(home, own));
    // What the person has changed here since then is newer than what was left.
    if (line.unsaved) return;
    views.get(question)?.write((entry.next || entry.sent).draft);
    line.resume(entry);
  });
  if (store.hasOthers()) setTimeout(takeOver, LATER);
}

// --- this page's questions -----------------------------------------------------------------------

const views = new Map();

for (const fieldset of form?.querySelectorAll("[data-question]") ?? []) {
  const view = new QuestionView(fieldset, words, showProgress);
  const home = { section, name: form.dataset.name, question: view.slug };
  const last = view.troubled ? null : view.read();
  const line = addLine(home, view.base, last, (own) => watched(view, own));
  views.set(view.slug, view);
  const changed = (typing) => {
    wanted = "";
    warned = false;
    line.change(view.read(), typing);
  };
  fieldset.addEventListener("input", (event) => {
    if (event.target.type !== "radio") changed(true);
  });
  fieldset.addEventListener("change", () => changed(false));
}

form?.addEventListener("submit", (event) => {
  const pressed = event.submitter;
  const slug = pressed?.closest("[data-question]")?.dataset.question;
  const line = lines.get(slug);
  const between = pressed && ("keep" in pressed.dataset || "take" in pressed.dataset);
  // The server wrote these two buttons when a form was sent without a script; let it answer.
  if (between && !line.theirs) return;
  event.preventDefault();
  if (between) "keep" in pressed.dataset ? line.keepMine() : line.takeTheirs();
  else if (pressed?.name === "clear") clearAnswer(views.get(slug), line);
  else leave(pressed?.dataset.href || "");
});

function clearAnswer(view, line) {
  const radio = view.radios.find((each) => each.checked) || view.radios[0];
  for (const each of view.radios) each.checked = false;
  radio.focus();
  line.change(view.read());
}

/** Go to another page once everything is saved; say what is in the way. */
async function leave(href) {
  pumpAll();
  const end = Date.now() + PAUSE;
  const all = [...lines.values()];
  while (all.some((line) => line.waiting && !line.lost) && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 25));
  }
  const open = ["reason", "refused", "rival"];
  const first = [...views.keys()].find((slug) => open.includes(lines.get(slug).held));
  if (first && !warned) {
    warned = true;
    if (foot) foot.textContent = words.first;
    views.get(first).focus();
  } else if (all.some((line) => line.waiting) || !navigator.onLine) {
    // Without a network the browser would put its own error in place of this page.
    wanted = href;
    showFoot();
  } else if (href) {
    location.assign(href);
  }
}

document.getElementById("submit")?.addEventListener("submit", (event) => {
  if (![...lines.values()].some((line) => line.waiting)) return;
  event.preventDefault();
  foot.textContent = words.beforeSubmit;
  pumpAll();
});

// --- keys, for those who want them -----------------------------------------------------------------

answerWithKeys(views, store, (slug) => clearAnswer(views.get(slug), lines.get(slug)));

// --- the side list shows where one is --------------------------------------------------------------

const side = document.querySelector(".pl-side");
const now = side?.querySelector(".now");
const bar = document.querySelector(".pl-foot");
if (now && bar && now.getBoundingClientRect().bottom > bar.getBoundingClientRect().top) {
  side.scrollTop += now.getBoundingClientRect().bottom - innerHeight / 2;
}

// --- coming and going --------------------------------------------------------------------------------

addEventListener("pagehide", () => pumpAll());
addEventListener("beforeunload", (event) => {
  if ([...lines.values()].some((line) => line.unsaved && !line.kept)) event.preventDefault();
});
addEventListener("online", () => showFoot());
addEventListener("offline", () => {
  for (const line of lines.values()) if (line.waiting) line.again("network");
});

takeOver();
