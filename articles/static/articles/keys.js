// Single keys of the desk, on pages that have places to stop at. None acts while someone types or composes, and all can
// be switched off (go.js); every page works without them.
"use strict";

const SWITCH = "desk-keys";
const stops = () => [...document.querySelectorAll("[data-stop]")].filter((stop) => stop.closest(".pane") || stop.offsetParent !== null);
const here = () => document.activeElement?.closest("[data-stop]");
let last = null;

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable], .select2-container");
}

// A place may be in a pane that is not shown (panes.js).
function bring(part) {
  part?.dispatchEvent(new Event("desk:show", { bubbles: true }));
}

function stopAt(stop) {
  if (!stop) return;
  last = stop;
  bring(stop);
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
  const field = place.matches("input, textarea, select") ? place : nameIn(place, stop.dataset.role ?? "", stop.dataset.name ?? "");
  if (!field) {
    bring(place);
    place.focus?.();
    return;
  }
  bring(field);
  const fill = stop.querySelector("[data-fill]")?.dataset.fill;
  if (fill && field.value === "") field.value = fill;
  field.closest("details")?.setAttribute("open", "");
  field.focus();
  if (field.matches("textarea")) choose(field, Number(stop.dataset.from), Number(stop.dataset.to));
  else field.select?.();
  field.scrollIntoView({ block: "center" });
}

// In a list: the name of the row of that role, of the first row where any will do, or of a new one.
function nameIn(group, role, name) {
  const rows = [...group.querySelectorAll(".inline-related:not(.empty-form)")];
  const found = rows.find((row) => !role || row.querySelector("select[name$=-role]")?.value === role);
  const add = group.querySelector(".add-row a");
  if (found || !add) return found?.querySelector("input[name$=-name]") ?? group.querySelector("input:not([type=hidden]), textarea, a");
  bring(group);
  add.click();
  const row = [...group.querySelectorAll(".inline-related:not(.empty-form)")].at(-1);
  const kind = row.querySelector("select[name$=-role]");
  if (role && kind) kind.value = role;
  const field = row.querySelector("input[name$=-name]") ?? row.querySelector("input:not([type=hidden]), textarea");
  if (name && field.value === "") field.value = name;
  return field;
}

// Places are counted in characters, a text box counts in halves of rare ones.
function choose(field, from, to) {
  const [before, words] = [[0, from], [from, to]].map(([a, b]) => [...field.value].slice(a, b).join("").length);
  field.setSelectionRange(before, before + words);
}

function leave() {
  const stop = here() ?? last;
  const refuse = stop?.querySelector("[data-refuse]");
  if (refuse) refuse.click();
  else stop?.querySelector(".acts input[type=text]")?.focus();
}

// Between reading and writing: into the form, to the text; and back to where one stood.
function turn() {
  const form = document.getElementById("form");
  if (!form) return;
  if (form.offsetParent === null) {
    const body = document.getElementById("id_body") ?? form.querySelector("input:not([type=hidden]), textarea, select");
    bring(form);
    body?.focus();
  } else {
    bring(document.getElementById("read"));
    stopAt(last?.isConnected && !form.contains(last) ? last : stops()[0]);
  }
}

// The next move is never made by a letter alone.
function next() {
  document.querySelector(".desk-bar .main")?.focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  h: () => cross(-1),
  l: () => cross(1),
  a: () => accept(0),
  e: edit,
  s: next,
  t: turn,
  x: leave,
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target)) {
    const way = last?.isConnected ? last : event.target.closest(".pane, .placing") && stops()[0];
    if (event.key === "Escape" && way && !event.target.closest(".select2-container")) {
      bring(document.getElementById("read"));
      stopAt(way);
    }
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

// A click on the way to the form at a stop does what `e` does there.
document.addEventListener("click", (event) => {
  const link = event.target.closest('[data-stop] a[href^="#"]');
  const stop = link?.closest("[data-stop]");
  if (!stop || link.hash.slice(1) !== stop.dataset.box || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  last = stop;
  edit();
});

document.addEventListener("focusin", (event) => {
  last = event.target.closest("[data-stop]") ?? last;
});

// In the queue a page opens at its first doubt. What was said above stays in view where there is room.
// Where something was answered the next doubt follows.
const STOP = "desk-stop";
const left = JSON.parse(sessionStorage.getItem(STOP) ?? "null");
sessionStorage.removeItem(STOP);
const back = left?.path === location.pathname ? left.at : null;
const writing = document.activeElement?.closest("#form");
if ((document.querySelector("[data-queue]") || back !== null) && !writing && !location.hash && !document.querySelector(".errornote")) {
  const doubts = stops().filter((stop) => "doubt" in stop.dataset);
  stopAt(doubts.find((stop) => back === null || stops().indexOf(stop) >= back) ?? doubts[0] ?? stops()[back ?? 0] ?? stops()[0]);
}
document.querySelector(".desk-grid")?.closest("form").addEventListener("submit", () => {
  const at = stops().indexOf(here() ?? last);
  if (at >= 0) sessionStorage.setItem(STOP, JSON.stringify({ path: location.pathname, at }));
});
