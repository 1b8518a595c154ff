// Single keys of the desk, on pages that have places to stop at. None acts while someone types or composes, and all can
// be switched off (go.js); every page works without them.
"use strict";

const SWITCH = "desk-keys";
const stops = () => [...document.querySelectorAll("[data-stop]")].filter((stop) => stop.offsetParent !== null);
const here = () => document.activeElement?.closest("[data-stop]");
let last = null;

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable], .select2-container");
}

function stopAt(stop) {
  if (!stop) return;
  last = stop;
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
}

// Within a column, where the page has columns.
function step(by) {
  const column = (here() ?? last)?.closest("[data-column]");
  const all = stops().filter((stop) => !column || column.contains(stop));
  const at = all.indexOf(here() ?? last);
  stopAt(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
}

// To the column beside this one that has a place to stop at, as far down as one stood.
function cross(by) {
  const from = here() ?? last;
  const columns = [...document.querySelectorAll("[data-column]")];
  const inside = (column) => stops().filter((stop) => column.contains(stop));
  const filled = columns.filter((column) => inside(column).length);
  const column = from?.closest("[data-column]");
  const to = column ? filled[filled.indexOf(column) + by] : filled[0];
  if (!to) return;
  const all = inside(to);
  stopAt(all[Math.min(column ? inside(column).indexOf(from) : 0, all.length - 1)]);
}

function accept(number) {
  const stop = here() ?? last;
  const offered = stop?.querySelectorAll("[data-accept]") ?? [];
  if (offered[number]) offered[number].click();
  else if (number === 0) edit();
}

// Into the box of the form that holds what is at this stop; `last` remembers the way back.
function edit() {
  const stop = here() ?? last;
  const place = stop?.dataset.box && document.getElementById(stop.dataset.box);
  if (!place) return;
  last = stop;
  const field = place.matches("input, textarea, select") ? place : place.querySelector("input:not([type=hidden]), textarea") ?? place.querySelector(".add-row a, a");
  if (!field) {
    place.focus?.();
    return;
  }
  const fill = stop.querySelector("[data-fill]")?.dataset.fill;
  if (fill && field.value === "") field.value = fill;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  if (field.matches("textarea")) choose(field, Number(stop.dataset.from), Number(stop.dataset.to));
  else field.select?.();
  field.scrollIntoView({ block: "center" });
}

// Places are counted in characters, a text box counts in halves of rare ones.
function choose(field, from, to) {
  const [before, words] = [[0, from], [from, to]].map(([a, b]) => [...field.value].slice(a, b).join("").length);
  field.setSelectionRange(before, before + words);
}

function leave() {
  const reason = (here() ?? last)?.querySelector(".acts input[type=text]");
  reason?.focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  h: () => cross(-1),
  l: () => cross(1),
  a: () => accept(0),
  e: edit,
  x: leave,
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape" && last?.isConnected && !event.target.closest(".select2-container")) stopAt(last);
    return;
  }
  if (event.key === "Enter" && event.target === here() && !event.target.matches("a")) {
    event.preventDefault();
    accept(0);
    return;
  }
  if (localStorage.getItem(SWITCH) === "off" || event.repeat && !"hjkl".includes(event.key)) return;
  const marked = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  const act = KEYS[event.key] ?? (marked && (() => marked.click())) ?? (/^[1-9]$/.test(event.key) && (() => accept(event.key - 1)));
  if (!act) return;
  event.preventDefault();
  act();
});

document.addEventListener("focusin", (event) => {
  last = event.target.closest("[data-stop]") ?? last;
});

// In the queue a page opens at its first doubt. What was said above stays in view where there is room.
if (document.querySelector("[data-queue]") && !location.hash && !document.querySelector(".errornote")) {
  stopAt(document.querySelector("[data-stop][data-doubt]") ?? stops()[0]);
}
