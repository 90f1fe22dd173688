// One question's way to the server: its changes wait in line, one is under way at a time, and each
// carries the revision it builds on, so that nobody's answer is overwritten unseen.

import { newId } from "./answer-store.js";

const TYPING = 800;
const SLOW = 900;
const PATIENCE = 15000;

/** Send one change. Resolves to {kind, …}: saved, rival, refused, locked, expired, gone, odd, network, server. */
export async function post(address, question, change, csrf) {
  const fields = new URLSearchParams({
    question,
    [`answer-${question}`]: change.draft.answer,
    [`reason-${question}`]: change.draft.reason,
    [`note-${question}`]: change.draft.note,
    [`evidence-${question}`]: change.draft.evidence,
    [`base-${question}`]: change.base,
    [`operation-${question}`]: change.id,
  });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const response = await fetch(address, {
      method: "POST",
      body: fields,
      headers: { Accept: "application/json", "X-CSRFToken": csrf() },
      signal: stop.signal,
      keepalive: true,
    });
    return { kind: kindOf(response), ...(await contentOf(response)) };
  } catch {
    return { kind: "network" };
  } finally {
    clearTimeout(timer);
  }
}

function kindOf(response) {
  const json = (response.headers.get("Content-Type") || "").startsWith("application/json");
  // A page where data should be comes from a hotel's sign-in page or a proxy, not from us.
  if (response.ok) return json ? "saved" : "network";
  if (json && response.status === 409) return "rival";
  if (json && response.status === 422) return "refused";
  if (json && response.status === 423) return "locked";
  return { 400: "odd", 403: "expired", 404: "gone" }[response.status] || "server";
}

async function contentOf(response) {
  const json = (response.headers.get("Content-Type") || "").startsWith("application/json");
  return json ? response.json() : {};
}

export class Line {
  /** `home` is {section, name, question}; `send(change)` resolves as `post` does; `view` shows. */
  constructor(home, base, last, { send, store, view, retry }) {
    Object.assign(this, { home, base, last, send, store, view, retry });
    this.sent = null; // under way, or on the way again: may or may not have arrived
    this.next = null; // the latest change after it
    this.held = ""; // why `next` is not sent now: reason, rival, refused, locked, expired, gone, odd
    this.kept = true;
    this.running = false;
    this.failed = false; // the last try met no server
    this.timer = 0;
  }

  get unsaved() {
    return Boolean(this.sent || this.next);
  }

  get waiting() {
    return Boolean(this.sent || (this.next && !this.held));
  }

  /** The person changed something: kept at once, sent at once or when typing pauses. */
  change(draft, typing = false) {
    clearTimeout(this.timer);
    if (!this.sent && this.held !== "rival" && same(draft, this.last)) {
      this.forget();
      return;
    }
    if (!same(draft, (this.next || this.sent)?.draft)) {
      // It builds on what the person sees; while another change is under way, on that one.
      this.next = { id: newId(), draft, base: this.sent ? null : this.base };
      this.keep();
    }
    if (this.held === "rival") {
      this.view.showRival(this.theirs);
      return;
    }
    this.held = this.next && draft.answer === "na" && !draft.reason.trim() ? "reason" : "";
    if (this.held) this.view.show("reason");
    else if (typing) this.timer = setTimeout(() => this.pump(), TYPING);
    else this.pump();
  }

  /** What stands here is what is saved: nothing has to be sent. */
  forget() {
    this.next = null;
    this.held = "";
    this.settle();
    this.view.show("rest");
  }

  /** Take over what a page that is gone had not sent, with the revision that it builds on. */
  resume(entry) {
    this.sent = entry.sent;
    this.next = entry.next;
    this.base = (this.sent || this.next).base ?? this.base;
    this.last = null;
    this.keep();
    this.pump();
  }

  async pump() {
    clearTimeout(this.timer);
    if (this.running || !this.waiting) return;
    if (!this.sent) {
      this.sent = { ...this.next, base: this.next.base ?? this.base };
      this.next = null;
      this.keep();
    }
    this.running = true;
    if (!this.failed) this.view.show("saving");
    const slow = setTimeout(() => this.failed || this.view.show(this.kept ? "slow" : "unkept"), SLOW);
    const reply = await this.send(this.sent);
    clearTimeout(slow);
    this.running = false;
    if (reply.kind === "saved") this.saved(reply);
    else if (reply.kind === "network" || reply.kind === "server") this.again(reply.kind, reply.message);
    else this.hold(reply);
  }

  saved(reply) {
    this.retry.reset();
    this.failed = false;
    this.base = reply.revision;
    this.last = this.sent.draft;
    this.sent = null;
    this.settle();
    this.view.progress(reply);
    if (this.held) this.view.show(this.held);
    else this.view.show("saved", reply.saved_at);
    this.pump();
  }

  again(kind, why = "") {
    this.failed = true;
    const word = kind === "network" ? "offline" : "slow";
    this.view.show(this.kept ? word : "unkept", this.kept ? why : "");
    this.retry.later();
  }

  /** Not to be sent again as it is: it waits for the person, and stays kept. */
  hold(reply) {
    this.next = { ...(this.next || this.sent), base: this.sent.base };
    this.sent = null;
    this.failed = false;
    this.held = reply.kind;
    this.theirs = reply.kind === "rival" ? reply : null;
    this.keep();
    if (this.theirs) this.view.showRival(reply);
    else this.view.show(reply.kind, reply.message);
  }

  /** Of two answers, mine holds: it is saved on top of theirs. */
  keepMine() {
    this.base = this.theirs.revision;
    this.theirs = null;
    this.held = "";
    this.view.closeRival();
    this.last = null;
    this.next = null; // it was built on the older answer: made anew on top of theirs
    this.change(this.view.read());
  }

  /** Of two answers, theirs holds: nothing is sent. */
  takeTheirs() {
    const { revision, value, saved_at } = this.theirs;
    this.base = revision;
    this.theirs = null;
    this.held = "";
    this.next = null;
    this.last = value;
    this.view.closeRival();
    this.view.write(value);
    this.settle();
    this.view.show("saved", saved_at);
  }

  keep() {
    this.kept = this.store.keep({ ...this.home, sent: this.sent, next: this.next });
  }

  /** Forget what the server has by now. */
  settle() {
    if (this.unsaved) this.keep();
    else this.store.drop(this.home.question);
  }
}

function same(draft, other) {
  return Boolean(other) && Object.keys(draft).every((name) => draft[name] === other[name]);
}

/** Tries again after 1, 2, 4 … 30 seconds, and at once when the network is back. */
export class Retry {
  constructor(run) {
    this.run = run;
    this.reset();
    addEventListener("online", () => this.now());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "visible") this.now();
    });
  }

  reset() {
    this.wait = 1000;
  }

  later() {
    if (this.timer) return;
    this.timer = setTimeout(() => this.now(), this.wait * (0.75 + Math.random() / 2));
    this.wait = Math.min(this.wait * 2, 30000);
  }

  now() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.run();
  }
}
