// Keys that answer, for those who want them: off until they are switched on, and never taken from a
// text field or together with Ctrl, Alt or Meta.

const KEYS = "plumbline-answer-keys";
const TEXT = "textarea,select,input:not([type=radio]),[contenteditable]";

/** `views` are the questions by slug, in order; `clear(slug)` clears one. */
export function answerWithKeys(views, store, clear) {
  const box = document.querySelector("[data-keys]");
  if (!box) return;
  const button = box.querySelector("[data-keys-on]");
  const list = document.getElementById("keys");
  const slugs = [...views.keys()];
  let last = "";

  const on = () => button.getAttribute("aria-pressed") === "true";

  function set(wanted) {
    button.setAttribute("aria-pressed", String(wanted));
    for (const view of views.values()) wanted ? addCaps(view) : removeCaps(view);
  }

  /** The question in which the focus is, or was last. */
  function current(target) {
    return target.closest?.("[data-question]")?.dataset.question || "";
  }

  function go(from, step) {
    const at = slugs.indexOf(from || last);
    const next = at < 0 ? 0 : at + step;
    if (slugs[next]) views.get(slugs[next]).focus();
  }

  function choose(view, radio) {
    if (!radio) return false;
    radio.focus();
    if (!radio.checked) {
      radio.checked = true;
      radio.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return true;
  }

  /** Whether the key meant something here. */
  function act(key, slug) {
    if (key === "?") list.showModal();
    else if (key === "j" || key === "ArrowRight") go(slug, 1);
    else if (key === "k" || key === "ArrowLeft") go(slug, -1);
    else if (!slug) return false;
    else if (key === "Backspace") clear(slug);
    else return choose(views.get(slug), radioOf(views.get(slug), key));
    return true;
  }

  box.hidden = false;
  set(store.read(KEYS) === true);
  button.addEventListener("click", () => {
    set(!on());
    store.write(KEYS, String(on()));
  });
  box.querySelector("[data-keys-list]").addEventListener("click", () => list.showModal());
  document.addEventListener("focusin", (event) => {
    last = current(event.target) || last;
  });
  document.addEventListener("keydown", (event) => {
    if (!on() || list.open || event.isComposing || event.defaultPrevented) return;
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches(TEXT)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const slug = current(event.target);
    // Outside the questions arrows keep scrolling.
    if (key.startsWith("Arrow") && !slug) return;
    if (act(key, slug)) event.preventDefault();
  });
}

/** Which answer a key stands for: 1 to 5 the statements, 0 don’t know, n does not apply. */
function radioOf(view, key) {
  if (/^[1-9]$/.test(key)) return view.element.querySelectorAll(".pl-opts input")[Number(key) - 1];
  const value = { 0: "dk", n: "na" }[key];
  return value && view.radios.find((radio) => radio.value === value);
}

function addCaps(view) {
  removeCaps(view);
  const options = [...view.element.querySelectorAll(".pl-opts label")];
  options.forEach((label, at) => label.append(cap(String(at + 1))));
  for (const radio of view.radios) {
    const key = { dk: "0", na: "N" }[radio.value];
    if (key) radio.closest("label").append(cap(key));
  }
}

function removeCaps(view) {
  for (const each of view.element.querySelectorAll(".ans-cap")) each.remove();
}

function cap(key) {
  const element = document.createElement("kbd");
  element.className = "ans-cap";
  element.setAttribute("aria-hidden", "true");
  element.textContent = key;
  return element;
}
