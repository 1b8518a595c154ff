// The long texts of a form, as one works on Chinese: how long they are, find and replace inside them, marks by a button.
// It changes nothing but what it is told to, by the browser's own way of typing: so Ctrl+Z takes it back, and every line end
// and ideographic blank elsewhere stays. Without it the boxes are boxes. Counting and finding are in words.js.
"use strict";

{ // names of its own: the desk's scripts share one scope

const SLOW = 250; // milliseconds after the last letter before counting again
const PAIRS = { "“”": ["“", "”"], "《》": ["《", "》"], "——": ["——", ""], "……": ["……", ""] };
const pattern = document.getElementById("body-tools");
let folded = null; // every character that is another spelling, with the one it is found by

async function foldTable(address) {
  if (!folded) {
    const pairs = [...await (await fetch(address, { credentials: "same-origin" })).text()];
    folded = new Map();
    for (let at = 0; at + 1 < pairs.length; at += 2) folded.set(pairs[at], pairs[at + 1]);
  }
  return folded;
}

// Types `text` over what stands from `start` to `end`, as a hand would.
function type(field, start, end, text) {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  if (field.value.slice(start, end) === text) return;
  const done = document.execCommand(text === "" ? "delete" : "insertText", false, text);
  if (done) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

class Tools {
  constructor(field) {
    this.field = field;
    this.bar = pattern.content.firstElementChild.cloneNode(true);
    this.panel = this.bar.querySelector(".panel");
    this.words = this.bar.querySelector(".find");
    this.by = this.bar.querySelector(".by");
    this.fold = this.bar.querySelector(".fold");
    this.told = this.bar.querySelector(".told");
    this.frame = document.createElement("div");
    this.mirror = document.createElement("div");
    this.hits = [];
    this.at = -1;
    this.timer = 0;
    this.place();
    this.listen();
    this.count();
  }

  place() {
    this.frame.className = "body-frame";
    this.mirror.className = "body-mirror";
    this.mirror.hidden = true;
    this.mirror.setAttribute("aria-hidden", "true");
    this.field.before(this.frame);
    this.frame.append(this.mirror, this.field);
    this.frame.before(this.bar);
    this.bar.querySelector(".open").setAttribute("aria-expanded", "false");
  }

  listen() {
    const press = (name, act) => this.bar.querySelector(name).addEventListener("click", act);
    press(".open", () => (this.panel.hidden ? this.open() : this.close()));
    press(".next", () => this.step(1));
    press(".before", () => this.step(-1));
    press(".one", () => this.replaceOne());
    press(".all", () => this.replaceAll());
    press(".close", () => this.close());
    this.bar.querySelectorAll("[data-pair]").forEach((button) => {
      button.addEventListener("click", () => this.put(PAIRS[button.dataset.pair]));
    });
    this.field.addEventListener("input", () => this.changed());
    this.field.addEventListener("scroll", () => { this.mirror.scrollTop = this.field.scrollTop; });
    [this.field, this.panel].forEach((each) => each.addEventListener("keydown", (event) => this.key(event)));
    this.words.addEventListener("input", (event) => { if (!event.isComposing) this.look(); });
    this.words.addEventListener("compositionend", () => this.look());
    this.fold.addEventListener("change", () => this.look());
  }

  key(event) {
    if (event.isComposing || event.keyCode === 229 || event.altKey) return;
    const isOurs = this.panel.contains(event.target);
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "f" && event.target !== this.words) {
      event.preventDefault();
      this.open();
    } else if (event.ctrlKey || event.metaKey) {
      return;
    } else if (event.key === "Escape" && !this.panel.hidden) {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter" && isOurs && event.target.matches("input")) {
      event.preventDefault();
      if (event.target === this.by) this.replaceOne();
      else this.step(event.shiftKey ? -1 : 1);
    }
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.count();
      if (!this.panel.hidden) this.look(false);
    }, SLOW);
  }

  count() {
    const found = measureText(this.field.value);
    const said = this.bar.dataset.counts.replace(/\{(\w+)\}/g, (_all, name) => found[name].toLocaleString("en"));
    this.bar.querySelector(".counts").textContent = said;
  }

  open() {
    const chosen = this.field.value.slice(this.field.selectionStart, this.field.selectionEnd);
    this.panel.hidden = false;
    this.bar.querySelector(".open").setAttribute("aria-expanded", "true");
    if (chosen && !chosen.includes("\n")) this.words.value = chosen;
    this.words.focus();
    this.words.select();
    this.from = this.field.selectionStart;
    this.look();
  }

  close() {
    this.panel.hidden = true;
    this.mirror.hidden = true;
    this.frame.classList.remove("searched");
    this.bar.querySelector(".open").setAttribute("aria-expanded", "false");
    const hit = this.hits[this.at];
    this.field.focus({ preventScroll: true });
    if (hit) this.field.setSelectionRange(...hit);
  }

  // Finds anew; `moves`: goes to the first hit from where one was, else only says how many there are.
  async look(moves = true) {
    const table = this.fold.checked ? await foldTable(this.bar.dataset.fold) : null;
    this.hits = findAll(this.field.value, this.words.value, table);
    const from = this.from ?? 0;
    const next = this.hits.findIndex(([start]) => start >= from);
    this.at = this.hits.length ? Math.max(next, 0) : -1;
    this.draw(moves);
  }

  step(by) {
    if (!this.hits.length) return;
    this.at = (this.at + by + this.hits.length) % this.hits.length;
    this.from = this.hits[this.at][0];
    this.draw(true);
  }

  // Behind the box stands the same text, set in the same way, with a mark on each hit.
  fit() {
    const style = getComputedStyle(this.field);
    for (const name of ["font", "letterSpacing", "padding", "borderWidth", "textAlign", "tabSize"]) this.mirror.style[name] = style[name];
    this.mirror.style.width = `${this.field.clientWidth + 2 * parseFloat(style.borderLeftWidth)}px`;
    this.mirror.style.height = `${this.field.offsetHeight}px`;
  }

  draw(moves) {
    const { field, mirror } = this;
    this.fit();
    this.frame.classList.toggle("searched", this.hits.length > 0);
    this.told.textContent = this.words.value ? `${this.at + 1} / ${this.hits.length}` : "";
    mirror.hidden = !this.hits.length;
    const parts = [];
    let past = 0;
    this.hits.forEach(([start, end], n) => {
      const mark = document.createElement("mark");
      mark.textContent = field.value.slice(start, end);
      mark.className = n === this.at ? "here" : "";
      parts.push(field.value.slice(past, start), mark);
      past = end;
    });
    mirror.replaceChildren(...parts, `${field.value.slice(past)}\n`);
    if (moves) this.reveal(mirror.querySelector(".here"));
    mirror.scrollTop = field.scrollTop;
  }

  // Brings a hit into view inside the box, and on a small screen the box with the words that are looked for.
  reveal(mark) {
    if (!mark) return;
    const height = this.field.clientHeight;
    if (mark.offsetTop < this.field.scrollTop || mark.offsetTop + mark.offsetHeight > this.field.scrollTop + height) {
      this.field.scrollTop = mark.offsetTop - height / 4;
    }
    this.mirror.scrollTop = this.field.scrollTop;
    const pane = this.field.closest(".pane"); // which scrolls by itself where the page is one window
    const inPane = pane && getComputedStyle(pane).overflowY === "auto";
    const scroller = inPane ? pane : window;
    const edges = inPane ? pane.getBoundingClientRect() : { top: document.querySelector(".desk-bar")?.offsetHeight ?? 0, bottom: innerHeight };
    const top = edges.top + 8;
    const isOut = (box) => box.top < top || box.bottom > edges.bottom;
    if (isOut(mark.getBoundingClientRect()) || isOut(this.panel.getBoundingClientRect())) {
      scroller.scrollBy({ top: this.panel.getBoundingClientRect().top - top, behavior: "instant" });
    }
    const box = mark.getBoundingClientRect();
    if (isOut(box)) scroller.scrollBy({ top: box.top - (top + edges.bottom) / 2, behavior: "instant" });
  }

  replaceOne() {
    const hit = this.hits[this.at];
    if (!hit || this.field.readOnly) return;
    const back = document.activeElement;
    type(this.field, ...hit, this.by.value);
    this.from = hit[0] + this.by.value.length;
    back.focus({ preventScroll: true });
    this.look();
  }

  // All at once, from the first to the last: one step back undoes it.
  replaceAll() {
    if (!this.hits.length || this.field.readOnly) return;
    const { field, hits } = this;
    const back = document.activeElement;
    const parts = [];
    let past = hits[0][0];
    hits.forEach(([start, end]) => {
      parts.push(field.value.slice(past, start), this.by.value);
      past = end;
    });
    const count = hits.length;
    type(field, hits[0][0], past, parts.join(""));
    back.focus({ preventScroll: true });
    this.from = 0;
    this.look(false).then(() => { this.told.textContent = this.bar.dataset.replaced.replace("{n}", count); });
  }

  // Puts marks at the caret, or around what is chosen.
  put([before, after]) {
    const { selectionStart: start, selectionEnd: end } = this.field;
    type(this.field, start, end, before + this.field.value.slice(start, end) + after);
    if (start === end && after) this.field.setSelectionRange(start + before.length, start + before.length);
  }
}

if (pattern) document.querySelectorAll("textarea[data-body]").forEach((field) => new Tools(field));

}
