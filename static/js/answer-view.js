// What is shown at a question, and what of other parts is not saved yet.

const WARN = new Set(["offline", "slow", "reason", "rival", "refused", "locked", "expired", "odd"]);
const BAD = new Set(["unkept", "gone"]);
const CHINESE = document.documentElement.lang.startsWith("zh");
const LANGUAGE = CHINESE ? "zh-CN" : "en-GB";

/** A moment on the reader's own clock; with the day where it is not today. */
function localTime(iso) {
  const when = new Date(iso);
  const write = (parts) => new Intl.DateTimeFormat(LANGUAGE, parts).format(when);
  const clock = write({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  if (when.toDateString() === new Date().toDateString()) return clock;
  const day = write({ day: "numeric", month: "long" });
  return CHINESE ? day + clock : `${day}, ${clock}`;
}

function timeElement(iso) {
  const element = document.createElement("time");
  element.dateTime = iso;
  element.textContent = localTime(iso);
  return element;
}

function lines(target, texts) {
  target.replaceChildren(
    ...texts.map((text) => {
      const line = document.createElement("p");
      line.textContent = text;
      return line;
    }),
  );
}

/** What stands beside an option, in the reader's language and without its key. */
function labelOf(radio) {
  const label = radio.closest("label").cloneNode(true);
  for (const extra of label.querySelectorAll(".ans-other,.ans-cap")) extra.remove();
  return label.textContent.trim();
}

/** One question on this page. */
export class QuestionView {
  constructor(fieldset, words, onProgress) {
    this.element = fieldset;
    this.words = words;
    this.progress = onProgress;
    this.slug = fieldset.dataset.question;
    this.state = fieldset.querySelector("[data-state]");
    this.clear = fieldset.querySelector("button[name=clear]");
    this.savedAt = this.state.dataset.savedAt || "";
    if (this.savedAt && !this.troubled) this.rest();
  }

  /** Whether the server sent the page back with this question not saved. */
  get troubled() {
    return Boolean(this.element.querySelector(".ans-error,.ans-rival"));
  }

  get base() {
    return Number(this.field("base").value);
  }

  field(name) {
    return this.element.querySelector(`[name="${name}-${this.slug}"]`);
  }

  get radios() {
    return [...this.element.querySelectorAll(`[name="answer-${this.slug}"]`)];
  }

  read() {
    return {
      answer: this.radios.find((radio) => radio.checked)?.value ?? "",
      reason: this.field("reason")?.value ?? "",
      note: this.field("note").value,
      evidence: this.field("evidence").value,
    };
  }

  write(draft) {
    for (const radio of this.radios) radio.checked = radio.value === draft.answer;
    for (const name of ["reason", "note", "evidence"]) {
      const field = this.field(name);
      if (field && field.value !== draft[name]) field.value = draft[name];
    }
    if (draft.note || draft.evidence) this.element.querySelector("details").open = true;
    this.showClear();
  }

  showClear() {
    this.clear.hidden = !this.radios.some((radio) => radio.checked);
  }

  show(kind, detail = "") {
    if (kind === "saved") this.savedAt = detail;
    this.showClear();
    this.state.classList.toggle("warn", WARN.has(kind));
    this.state.classList.toggle("bad", BAD.has(kind));
    if (kind === "saved" || kind === "rest") this.rest(kind === "saved");
    else this.state.textContent = detail || this.words[kind];
    this.showProblem(kind, detail);
  }

  /** Nothing is under way: when it was saved, or that there is no answer. */
  rest(justSaved = false) {
    if (!this.savedAt || !(justSaved || this.read().answer)) {
      this.state.textContent = this.words.blank;
      return;
    }
    const [before, after] = this.words.saved.split("{time}");
    this.state.replaceChildren(before, timeElement(this.savedAt), after ?? "");
  }

  /** What the person has to mend stands where they are typing, too. */
  showProblem(kind, detail) {
    this.element.querySelectorAll(".ans-error").forEach((element) => element.remove());
    this.element.removeAttribute("aria-describedby");
    if (kind !== "reason" && kind !== "refused") return;
    const problem = document.createElement("p");
    problem.className = "pl-error ans-error";
    problem.id = `error-${this.slug}`;
    problem.textContent = detail || this.words[kind];
    const reason = this.element.querySelector(".pl-reason");
    if (reason && this.read().answer === "na") reason.append(problem);
    else this.element.append(problem);
    this.element.setAttribute("aria-describedby", problem.id);
  }

  showRival(theirs) {
    this.show("rival");
    let box = this.element.querySelector(".ans-rival");
    if (!box) {
      box = document.getElementById("rival").content.cloneNode(true).firstElementChild;
      this.element.querySelector(".pl-q-meta").after(box);
    }
    lines(box.querySelector("[data-mine]"), this.inWords());
    lines(box.querySelector("[data-theirs]"), theirs.words);
    box.querySelector("[data-when]").replaceChildren(timeElement(theirs.saved_at));
  }

  closeRival() {
    this.element.querySelector(".ans-rival")?.remove();
  }

  /** The answer as the respondent reads it, line by line. */
  inWords() {
    const draft = this.read();
    const chosen = this.radios.find((radio) => radio.checked);
    const answer = chosen ? labelOf(chosen) : this.words.none;
    const found = [answer];
    if (draft.answer === "na" && draft.reason) found.push(draft.reason);
    if (draft.note) found.push(this.words.note.replace("{text}", () => draft.note));
    if (draft.evidence) found.push(this.words.evidence.replace("{text}", () => draft.evidence));
    return found;
  }

  focus() {
    const box = this.element.querySelector(".ans-rival button");
    const target = box || this.element.querySelector("input:checked") || this.radios[0];
    target.focus();
    this.element.scrollIntoView({ block: "start" });
  }
}

/** Answers of other parts that this browser still keeps: one line, with links to them. */
export class Elsewhere {
  constructor(element, words) {
    this.element = element;
    this.words = words;
    this.parts = new Map();
  }

  /** `why` is the server's word where nothing can be done about it there. */
  set(home, address, unsaved, why = "") {
    if (unsaved) this.parts.set(home.question, { ...home, address, why });
    else this.parts.delete(home.question);
    this.draw();
  }

  draw() {
    if (!this.element) return;
    this.element.hidden = this.parts.size === 0;
    const parts = [...this.parts.values()];
    const why = parts.find((part) => part.why)?.why;
    if (why) {
      this.element.replaceChildren(`${this.words.elsewhere} ${why}`);
      return;
    }
    const links = [...new Map(parts.map((part) => [part.section, part])).values()].map((part) => {
      const link = document.createElement("a");
      link.href = `${part.address}#${part.question}`;
      link.textContent = part.name;
      return link;
    });
    this.element.replaceChildren(`${this.words.elsewhere} ${this.words.look}`, ...links);
  }
}
