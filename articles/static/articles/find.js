// The palette: Ctrl+K, or the button in the header, finds anything at the desk. Without it the button leads to a page that
// does the same. It goes to pages, or to a button of this one: nothing is done from here.
"use strict";

{ // names of its own: the desk's scripts share one scope

const QUIET = 120; // milliseconds without a new letter before asking
const box = document.getElementById("find");
const field = box?.querySelector("input");
const list = document.getElementById("find-list");
const status = box?.querySelector("[role=status]");
const isComposing = (event) => event.isComposing || event.keyCode === 229;
let timer = 0;
let asking = null; // what is on its way: an answer to anything else is stale
let isStale = false; // whether the list answers other words than those in the box
let isWanted = false; // whether Enter was pressed on such a list: it goes to the first of the answer that comes

const options = () => [...list.querySelectorAll("[role=option]")];

// The buttons of this page's bar, to stop at: pressing one is still the page's own form.
function moves(words) {
  const wanted = words.trim().toLowerCase();
  return [...document.querySelectorAll(".desk-bar button[type=submit], .desk-bar a[href]")]
    .filter((each) => each.offsetParent !== null || each.closest("details"))
    .map((each) => ({ name: each.textContent.trim().replace(/\s+/g, " "), hint: "", button: each }))
    .filter((each) => each.name && each.name.toLowerCase().includes(wanted));
}

function option(hit, number) {
  const line = document.createElement(hit.url ? "a" : "div");
  const name = document.createElement("span");
  const hint = document.createElement("small");
  name.textContent = hit.name;
  hint.textContent = hit.hint;
  line.append(name, hint);
  line.id = `find-${number}`;
  line.setAttribute("role", "option");
  line.tabIndex = -1;
  if (hit.url) line.href = hit.url;
  line.addEventListener("click", (event) => {
    if (!hit.button) return;
    event.preventDefault();
    stopAt(hit.button);
  });
  line.addEventListener("pointermove", () => choose(line, false));
  return line;
}

function stopAt(button) {
  box.close();
  button.closest("details")?.setAttribute("open", "");
  button.focus();
  button.scrollIntoView({ block: "nearest" });
}

function choose(line, isShown = true) {
  options().forEach((each) => each.setAttribute("aria-selected", String(each === line)));
  if (line) field.setAttribute("aria-activedescendant", line.id);
  else field.removeAttribute("aria-activedescendant");
  if (line && isShown) line.scrollIntoView({ block: "nearest" });
}

function show(groups) {
  let number = 0;
  list.replaceChildren(...groups.filter((group) => group.hits.length).map((group, n) => {
    const part = document.createElement("div");
    const head = document.createElement("div");
    head.id = `find-head-${n}`;
    head.className = "head";
    head.textContent = group.label;
    head.setAttribute("role", "presentation");
    part.setAttribute("role", "group");
    part.setAttribute("aria-labelledby", head.id);
    part.append(head, ...group.hits.map((hit) => option(hit, number++)));
    return part;
  }));
  list.scrollTop = 0;
  choose(options()[0]);
  field.setAttribute("aria-expanded", String(number > 0));
  status.textContent = number ? box.dataset.count.replace("{n}", number) : box.dataset.none;
  isStale = false;
  if (isWanted) options()[0]?.click();
  isWanted = false;
}

async function ask() {
  const words = field.value;
  asking?.abort();
  const mine = asking = new AbortController();
  const here = { label: box.dataset.moves, hits: moves(words) };
  try {
    const answer = await fetch(`${box.dataset.suggest}?q=${encodeURIComponent(words)}`, { credentials: "same-origin", signal: mine.signal, redirect: "error" });
    if (!answer.ok) throw new Error(String(answer.status));
    const { groups } = await answer.json();
    if (mine !== asking || field.value !== words) return; // what was typed since is asked for in a moment
    // Without words, and where a number was asked for, what was asked comes first.
    show(words.trim() ? [...groups.filter((each) => each.kind !== "go"), here, ...groups.filter((each) => each.kind === "go")] : [here, ...groups]);
  } catch {
    if (mine !== asking || mine.signal.aborted || field.value !== words) return;
    show([here]);
    status.textContent = box.dataset.away;
  }
}

function askSoon() {
  isStale = true;
  isWanted = false;
  clearTimeout(timer);
  timer = setTimeout(ask, QUIET);
}

function open() {
  if (!box.open) box.showModal();
  field.select();
  ask();
}

function go() {
  isWanted = isStale;
  if (!isStale) options().find((each) => each.getAttribute("aria-selected") === "true")?.click();
}

function step(by) {
  isWanted = false;
  const all = options();
  if (!all.length) return;
  const at = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
  choose(all[(at + by + all.length) % all.length]);
}

const KEYS = {
  ArrowDown: () => step(1),
  ArrowUp: () => step(-1),
  Enter: go,
};

if (box) {
  document.querySelector("[data-find]")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    if (isComposing(event) || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (box.open) box.close();
    else open();
  }, true);
  field.addEventListener("keydown", (event) => {
    const act = !isComposing(event) && KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  field.addEventListener("input", (event) => { if (!event.isComposing) askSoon(); });
  field.addEventListener("compositionend", askSoon);
  box.addEventListener("click", (event) => { if (event.target === box) box.close(); });
  box.addEventListener("close", () => {
    clearTimeout(timer);
    asking?.abort();
    isWanted = false;
  });
}

}
