// What this browser keeps until the server has it: one entry a question, in localStorage, so that
// neither a lost network nor a reload nor a crash loses an answer. Each open page has its own
// entries; those of a page that is gone are taken over by the next one.

const ENTRY = "plumbline-answer/";
const ALIVE = "plumbline-page/";
const BEAT = 2000;
const GONE = 6000;

export function newId() {
  // randomUUID exists on https and localhost only; the product may run on plain http.
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export class Store {
  constructor(token) {
    this.prefix = `${ENTRY}${token}/`;
    this.page = newId();
    this.mine = new Set();
    setInterval(() => this.beat(), BEAT);
    addEventListener("pagehide", () => this.remove(ALIVE + this.page));
    addEventListener("pageshow", () => this.beat());
  }

  /** Keep an entry {section, name, question, sent, next}; false if this browser cannot. */
  keep(entry) {
    const first = this.mine.size === 0;
    this.mine.add(entry.question);
    if (first) this.beat();
    return this.write(this.key(entry.question), JSON.stringify({ ...entry, at: Date.now() }));
  }

  drop(question) {
    this.mine.delete(question);
    this.remove(this.key(question));
    if (this.mine.size === 0) this.remove(ALIVE + this.page);
  }

  /** Hand over the newest entry of each question that a page left which is gone. */
  adopt(take) {
    const gone = this.keys().filter((key) => {
      const [page] = key.slice(this.prefix.length).split("/");
      return page !== this.page && !this.isAlive(page);
    });
    const newest = new Map();
    for (const entry of gone.map((key) => this.read(key))) {
      if (!entry?.question || !(entry.sent || entry.next)) continue;
      if (!(newest.get(entry.question)?.at > entry.at)) newest.set(entry.question, entry);
    }
    for (const entry of newest.values()) take(entry);
    for (const key of gone) {
      this.remove(key);
      this.remove(ALIVE + key.slice(this.prefix.length).split("/")[0]);
    }
  }

  /** Whether entries are left that belong to other pages. */
  hasOthers() {
    return this.keys().some((key) => !key.startsWith(`${this.prefix}${this.page}/`));
  }

  key(question) {
    return `${this.prefix}${this.page}/${question}`;
  }

  keys() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(this.prefix));
    } catch {
      return [];
    }
  }

  beat() {
    if (this.mine.size) this.write(ALIVE + this.page, String(Date.now()));
  }

  isAlive(page) {
    return Date.now() - Number(this.read(ALIVE + page) || 0) < GONE;
  }

  read(key) {
    try {
      return JSON.parse(localStorage.getItem(key));
    } catch {
      return null;
    }
  }

  write(key, text) {
    try {
      localStorage.setItem(key, text);
      return true;
    } catch {
      return false;
    }
  }

  remove(key) {
    try {
      localStorage.removeItem(key);
    } catch {
      // Storage is switched off: there is nothing to remove.
    }
  }
}
