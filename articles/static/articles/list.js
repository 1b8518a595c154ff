// Keys and looks of the desk's lists: j and k over the rows, o or Space to look at one, Enter to open, x to tick, a to tick
// all, s and / to the boxes of what is done with many and of the search, n and p for the pages. Without this every look is a link. Nothing acts while someone types or an input method composes.
"use strict";

{ // names of its own: the desk's scripts share one scope

const table = document.getElementById("result_list");
const box = document.getElementById("peek");
const rows = () => [...(table?.querySelectorAll("tbody tr") ?? [])];
let looked = null;

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable], .select2-container");
}

function isSwitchedOff() {
  return localStorage.getItem("desk-keys") === "off";
}

function stopAt(row) {
  if (!row) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function here() {
  return document.activeElement?.closest("#result_list tbody tr");
}

function step(by) {
  const all = rows();
  const at = all.indexOf(here() ?? looked);
  stopAt(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
}

// The middle of the look's own page, as the server made it; nothing of it runs here.
async function look(row) {
  const link = row?.querySelector("[data-peek]");
  if (!link || !box.showModal) return link?.click();
  looked = row;
  box.replaceChildren();
  box.setAttribute("aria-busy", "true");
  if (!box.open) box.showModal();
  const answer = await fetch(link.href, { headers: { Accept: "text/html" } }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
  const shown = page && page.querySelector("[data-peeked]");
  if (looked !== row) return;
  box.removeAttribute("aria-busy");
  box.replaceChildren(shown ? document.importNode(shown, true) : told(link));
  box.append(closer());
  box.querySelector("[data-open], a, button").focus();
}

function told(link) {
  const failed = document.createElement("p");
  failed.textContent = `${box.dataset.failed} `;
  const away = document.createElement("a");
  away.href = link.href;
  away.textContent = link.textContent;
  failed.append(away);
  return failed;
}

function closer() {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = box.dataset.close;
  button.addEventListener("click", () => box.close());
  return button;
}

function open(row) {
  const link = row?.querySelector("tbody th a, th a, td a:not([data-peek])");
  if (link) link.click();
}

function turn(by) {
  const now = document.querySelector(".paginator .this-page");
  const link = by > 0 ? now?.nextElementSibling : now?.previousElementSibling;
  if (link?.matches("a")) link.click();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: () => look(here() ?? looked ?? rows()[0]),
  x: () => here()?.querySelector("input.action-select")?.click(),
  a: () => document.getElementById("action-toggle")?.click(),
  s: () => document.querySelector("#changelist-form select[name=action]")?.focus(),
  "/": () => document.getElementById("searchbar")?.focus(),
  n: () => turn(1),
  p: () => turn(-1),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (isTyping(event.target) || !table) return;
  if (box.open) {
    // In a look j and k go on to the next row, o closes it; Escape is the dialog's own.
    if (isSwitchedOff() || !"jko".includes(event.key)) return;
    event.preventDefault();
    if (event.key === "o") box.close();
    else lookNext(event.key === "j" ? 1 : -1);
    return;
  }
  const onRow = event.target === here();
  if (onRow && event.key === "Enter") {
    event.preventDefault();
    open(here());
  } else if (onRow && event.key === " ") {
    event.preventDefault();
    look(here());
  } else if (!isSwitchedOff() && KEYS[event.key] && !(event.repeat && !"jk".includes(event.key))) {
    event.preventDefault();
    KEYS[event.key]();
  }
});

function lookNext(by) {
  const all = rows();
  const next = all[all.indexOf(looked) + by];
  if (next) look(next);
}

// On a phone, where the heads of the columns are left out, the box that ticks all of them needs its words.
function nameTickAll() {
  const all = document.getElementById("action-toggle");
  if (!all) return;
  const words = document.createElement("label");
  words.htmlFor = all.id;
  words.className = "tick-all";
  words.textContent = all.getAttribute("aria-label");
  all.after(words);
}

nameTickAll();
if (table && box) {
  rows().forEach((row) => {
    row.tabIndex = -1;
    row.dataset.stop = "";
  });
  table.addEventListener("click", (event) => {
    const link = event.target.closest("[data-peek]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    look(link.closest("tr"));
  });
  box.addEventListener("close", () => {
    stopAt(looked);
    box.replaceChildren();
  });
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close();
  });
}

}
