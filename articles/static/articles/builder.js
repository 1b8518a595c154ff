// The collection builder: every small act is sent by itself and the pieces are drawn anew as they stand, with all that is
// typed and not yet saved put back. Without this the same buttons save the whole form and act.
"use strict";

{ // names of its own: the desk's scripts share one scope

const form = document.getElementById("collection_form");
const pane = () => document.getElementById("pane");
const side = document.querySelector("[data-side]");
const said = document.querySelector("[data-said]");
const FIRST = 0;
let busy = Promise.resolve();

function say(text, good = true) {
  said.textContent = text;
  said.classList.toggle("bad", !good);
}

// What is typed and not saved

function typed(root) {
  return [...root.querySelectorAll("[data-word]")].filter((box) => box.value !== box.defaultValue);
}

function isClean() {
  const boxes = [...form.querySelectorAll("input:not([type=hidden], [type=submit]), textarea")];
  // The value of a box to tick is no word of anybody's.
  return boxes.every((box) => ["checkbox", "radio"].includes(box.type) ? box.checked === box.defaultChecked : box.value === box.defaultValue);
}

function showSave(box) {
  const save = box.closest(".piece, .part")?.querySelector(":scope > .part-head [data-save], :scope > .words [data-save]");
  if (save) save.hidden = !typed(rowOf(box)).length;
}

function rowOf(box) {
  const key = box.dataset.word.replace(/-[a-z]+$/, "");
  return { querySelectorAll: () => document.querySelectorAll(`[data-word^="${key}-"]`) };
}

// The pieces drawn anew

function swap(html) {
  const old = pane();
  const focus = document.activeElement;
  const where = { piece: focus?.closest?.("[data-piece]")?.dataset.piece, word: focus?.dataset?.word, move: focus?.dataset?.move, number: focus?.dataset?.number !== undefined };
  const caret = focus?.selectionStart;
  const inside = old.contains(focus);
  const kept = typed(old).map((box) => [box.dataset.word, box.value, box.defaultValue]);
  const open = [...old.querySelectorAll("details[open][data-open]")].map((each) => each.dataset.open);
  const held = document.createElement("template");
  held.innerHTML = html;
  old.replaceWith(held.content);
  const fresh = pane();
  open.forEach((key) => fresh.querySelector(`details[data-open="${CSS.escape(key)}"]`)?.setAttribute("open", ""));
  kept.forEach(([word, value, before]) => {
    const box = fresh.querySelector(`[data-word="${CSS.escape(word)}"]`);
    if (!box || box.value === value) return;
    if (box.defaultValue !== before) {
      const note = document.createElement("p");
      note.className = "met";
      note.textContent = said.dataset.met.replace("…", box.defaultValue);
      box.after(note);
    }
    box.value = value;
    box.closest("details")?.setAttribute("open", "");
    showSave(box);
  });
  if (!inside) return;
  const piece = where.piece && document.getElementById(`piece-${where.piece}`);
  const back = where.word ? fresh.querySelector(`[data-word="${CSS.escape(where.word)}"]`)
    : where.move && piece ? piece.querySelector(`[data-move="${where.move}"]`) ?? piece
    : piece ?? fresh;
  back?.focus({ preventScroll: true });
  if (where.word && caret !== undefined && back?.setSelectionRange) back.setSelectionRange(caret, caret);
  back?.scrollIntoView({ block: "nearest" });
}

// Acts, one after the other

async function send(act, more = {}) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, _arrange: act, ...more });
  return settle(pane().dataset.arrange, body, "pane");
}

// Sends something that saves by itself. The form goes on from the version it led to, unless others saved before it.
async function settle(address, body, part) {
  const wasClean = isClean();
  const detail = { clean: false, current: false };
  form.dispatchEvent(new CustomEvent("arranging"));
  try {
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", headers: { "X-Part": part } });
    const told = await answer.json();
    if (told.pane) swap(told.pane);
    const opened = form.elements.opened_version;
    if (opened && opened.value === String(told.before)) opened.value = told.version;
    detail.clean = wasClean || isClean();
    detail.current = opened?.value === String(told.version);
    return told;
  } catch {
    return { said: said.dataset.away, done: false };
  } finally {
    form.dispatchEvent(new CustomEvent("arranged", { detail }));
  }
}

function act(make) {
  busy = busy.then(async () => {
    const [stated, more, done] = make() ?? [];
    if (!stated) return;
    const told = await send(stated, more);
    if (told.done) done?.();
    say(told.said, told.done); // last: who hears it finds all in its place
  });
  return busy;
}

// To the piece that was moved, unless somebody has gone on to write meanwhile.
function goBack(pk) {
  if (!isTyping(document.activeElement ?? document.body)) document.getElementById(`piece-${pk}`)?.focus();
}

function siblings(piece) {
  return [...piece.parentElement.querySelectorAll(":scope > [data-piece]")];
}

function keyOf(piece) {
  return piece?.dataset.piece ?? FIRST;
}

// The piece takes the place of the one that has the number now, in that one's section: behind it on the way down, before it
// on the way up, so that the number is its own afterwards.
function moveTo(pk, number) {
  const all = [...document.querySelectorAll("[data-piece]")];
  const goal = all[Math.min(number, all.length) - 1];
  if (!goal) return null;
  const from = all.findIndex((each) => each.dataset.piece === pk);
  const others = siblings(goal).filter((each) => each.dataset.piece !== pk);
  const isDown = all.indexOf(goal) > from;
  const behind = isDown ? goal : others[siblings(goal).indexOf(goal) - 1];
  return `move:${pk}:${goal.parentElement.dataset.drop}:${keyOf(behind)}`;
}

function stated(button) {
  if (button.value === "section-add") {
    const box = form.elements.new_section;
    return [button.value, { new_section: box.value }, () => document.getElementById("new-section")?.focus()];
  }
  return [button.value];
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.name === "_arrange") {
    event.preventDefault();
    const piece = button.closest("[data-piece]")?.dataset.piece;
    const move = piece && button.dataset.move;
    // The button may have been drawn anew since it was pressed: what it says now counts.
    act(() => stated((move && document.querySelector(`#piece-${piece} [data-move="${move}"]`)) || button)).then(() => {
      if (button.closest("[data-side]") || button.value.startsWith("section-")) load(); // what can be put where
    });
  } else if (button?.dataset.save) {
    event.preventDefault();
    saveWords(button.dataset.save);
  }
});

function saveWords(what) {
  const [name, pk] = what.split(":");
  const kind = name === "note" ? "piece" : "section";
  const [title, words] = ["title", "words"].map((part) => document.querySelector(`[data-word="${kind}-${pk}-${part}"]`));
  act(() => [what, { title: title.value, words: words.value, was_title: title.defaultValue, was_words: words.defaultValue }, null])
    .then(() => {});
}

document.addEventListener("input", (event) => {
  if (event.target.dataset?.word) showSave(event.target);
});

document.addEventListener("change", (event) => {
  const piece = event.target.closest?.("[data-piece]");
  if (!piece) return;
  const pk = piece.dataset.piece;
  if (event.target.dataset.number !== undefined) {
    const number = Number(event.target.value);
    if (event.target.dataset.sent === event.target.value) return; // Enter sent it; leaving the box says it again
    event.target.dataset.sent = event.target.value;
    if (number >= 1) act(() => [moveTo(pk, number), {}, () => goBack(pk)]);
  } else if (event.target.dataset.part !== undefined) {
    const part = event.target.value;
    act(() => {
      const last = document.querySelector(`[data-drop="${CSS.escape(part)}"]`)?.querySelector(":scope > [data-piece]:last-of-type");
      return [`move:${pk}:${part}:${keyOf(last)}`, {}, () => goBack(pk)];
    });
  }
});

// Keys. None acts while someone types or composes; single letters can be switched off (keys.js).

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.keyCode === 229) return;
  const piece = event.target.closest?.("[data-piece]");
  if (event.key === "Enter" && event.target.matches?.("[data-number]")) {
    event.preventDefault();
    event.target.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (event.key === "Enter" && event.target.id === "new-section") {
    event.preventDefault();
    form.querySelector("[value=section-add]").click();
  } else if (event.key === "Enter" && event.target.matches?.("input[data-word]") && typed(rowOf(event.target)).length) {
    event.preventDefault();
    saveOf(event.target)?.click();
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches?.("[data-word]")) {
    event.preventDefault();
    if (typed(rowOf(event.target)).length) saveOf(event.target)?.click();
  } else if (event.altKey && piece && !event.target.matches("textarea, select") && ["ArrowUp", "ArrowDown"].includes(event.key)) {
    event.preventDefault();
    const way = event.key === "ArrowUp" ? "up" : "down";
    act(() => {
      const button = document.querySelector(`#piece-${piece.dataset.piece} [data-move="${way}"]`);
      return button ? [button.value, {}, () => goBack(piece.dataset.piece)] : null;
    });
  } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat && !isTyping(event.target) && localStorage.getItem("desk-keys") !== "off") {
    const goals = {
      "m": () => piece?.querySelector("[data-number]"),
      "/": findBox,
      "n": () => document.getElementById("new-section"),
      "h": () => backTo(side),
      "l": () => backTo(pane()),
    };
    const goal = goals[event.key]?.();
    if (goal) {
      event.preventDefault();
      goal.focus();
      goal.select?.();
    }
  }
});

function findBox() {
  side.querySelector("details").open = true;
  return document.getElementById("find-q") ?? side;
}

// Where one stood last in a column, by what it is of: rows are drawn anew.
const stood = new Map();
const nameOf = (stop) => stop?.dataset.piece ?? stop?.querySelector("a")?.pathname;

document.addEventListener("focusin", (event) => {
  const stop = event.target.closest?.("[data-stop]");
  if (stop) stood.set(side?.contains(stop) ? side : "pane", nameOf(stop));
});

function backTo(column) {
  if (column === side) side.querySelector("details").open = true;
  const stops = [...column.querySelectorAll("[data-stop]")];
  const before = stood.get(column === side ? side : "pane");
  return stops.find((stop) => nameOf(stop) === before) ?? stops[0] ?? (column === side ? findBox() : document.getElementById("new-section"));
}

function saveOf(box) {
  const [kind, pk] = box.dataset.word.split("-");
  return document.querySelector(`[data-save="${kind === "piece" ? "note" : "section-name"}:${pk}"]`);
}

function isTyping(target) {
  return target.closest?.("input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable], .select2-container");
}

// Dragging: a piece or a section by its handle, an article found by its row.

let dragged = null;

function dropAt(target, y) {
  const list = target?.closest?.("[data-drop]") ?? target?.closest?.(".part")?.querySelector("[data-drop]");
  if (!list) return null;
  const rows = [...list.querySelectorAll(":scope > [data-piece]")].filter((each) => each !== dragged);
  const next = rows.find((each) => y < each.getBoundingClientRect().top + each.offsetHeight / 2);
  return { list, next, behind: next ? rows[rows.indexOf(next) - 1] : rows.at(-1) };
}

function isBelow(one, other) {
  return one.getBoundingClientRect().top > other.getBoundingClientRect().top;
}

function unmark() {
  document.querySelectorAll(".drop-before, .drop-end").forEach((each) => each.classList.remove("drop-before", "drop-end"));
}

function begin(target) {
  dragged = target.closest?.("[data-piece], [data-article], .part") ?? null;
  dragged?.classList.add("dragged");
  return dragged !== null;
}

// Marks where it would fall; returns whether it may fall there.
function over(target, y) {
  unmark();
  if (dragged.matches(".part")) {
    const part = target?.closest?.(".part");
    if (!part || part === dragged) return false;
    part.classList.add(isBelow(part, dragged) ? "drop-end" : "drop-before");
    return true;
  }
  const at = dropAt(target, y);
  (at?.next ?? at?.list)?.classList.add(at.next ? "drop-before" : "drop-end");
  return at !== null;
}

function drop(target, y) {
  const row = dragged;
  if (row.matches(".part")) {
    const part = target?.closest?.(".part");
    const parts = [...document.querySelectorAll(".part")].filter((each) => each !== row);
    if (part && part !== row) {
      const behind = isBelow(part, row) ? part : parts[parts.indexOf(part) - 1];
      act(() => [`section-move:${row.dataset.section}:${behind?.dataset.section ?? FIRST}`]);
    }
  } else {
    const at = dropAt(target, y);
    if (at && row.dataset.piece) act(() => [`move:${row.dataset.piece}:${at.list.dataset.drop}:${keyOf(at.behind)}`]);
    else if (at) act(() => [`place:${row.dataset.article}:${at.list.dataset.drop}:${keyOf(at.behind)}`]).then(load);
  }
}

function end() {
  unmark();
  dragged?.classList.remove("dragged");
  dragged = null;
}

document.addEventListener("dragstart", (event) => {
  if (!begin(event.target)) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.getAttribute("aria-label") ?? "");
  event.dataTransfer.setDragImage(dragged, 20, 20);
});
document.addEventListener("dragover", (event) => {
  if (dragged && over(event.target, event.clientY)) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  if (!dragged) return;
  event.preventDefault();
  drop(event.target, event.clientY);
});
document.addEventListener("dragend", end);

// A finger or a pen on a handle: browsers drag for the mouse alone. Near an edge the page moves along.

const EDGE = 70;
let finger = null;

function underFinger() {
  return document.elementFromPoint(finger.x, finger.y);
}

function follow() {
  if (!finger) return;
  const low = finger.y - (innerHeight - EDGE), high = EDGE - finger.y;
  if (low > 0 || high > 0) scrollBy(0, low > 0 ? low / 4 : -high / 4);
  over(underFinger(), finger.y);
  requestAnimationFrame(follow);
}

function letGo(event, falls) {
  if (finger?.id !== event.pointerId) return;
  if (falls) drop(underFinger(), finger.y);
  finger.grip.draggable = true;
  finger = null;
  end();
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.pointerType !== "mouse" && !finger && event.target.closest?.("[data-grip]");
  if (!grip || !begin(grip)) return;
  grip.draggable = false; // a long press would begin the browser's own dragging
  finger = { id: event.pointerId, x: event.clientX, y: event.clientY, grip };
  requestAnimationFrame(follow);
});
document.addEventListener("pointermove", (event) => {
  if (finger?.id === event.pointerId) Object.assign(finger, { x: event.clientX, y: event.clientY });
});
document.addEventListener("pointerup", (event) => letGo(event, true));
document.addEventListener("pointercancel", (event) => letGo(event, false));
document.addEventListener("contextmenu", (event) => {
  if (finger) event.preventDefault();
});

// The side: what is found, and what is proposed, fetched into the page.

// On a phone the pieces come first: the side is opened when it is wanted.
if (side && matchMedia("(max-width: 60rem)").matches) side.querySelector("details").open = false;

let shown = side?.querySelector("a[data-load]")?.href;

let loading = 0;

async function load(address = shown) {
  const shelf = side?.querySelector("[data-shelf]");
  if (!shelf || !address) return;
  const mine = ++loading;
  shown = address;
  try {
    const answer = await fetch(address, { credentials: "same-origin", headers: { "X-Part": "shelf" } });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const drawn = await answer.text();
    if (mine !== loading) return; // something else has been asked for since
    const stop = [...shelf.querySelectorAll("[data-stop]")].indexOf(document.activeElement?.closest?.("[data-stop]"));
    const asking = shelf.contains(document.activeElement) && document.activeElement.id === "find-q" ? document.activeElement : null;
    shelf.innerHTML = drawn;
    const box = asking && document.getElementById("find-q");
    if (box) {
      box.value = asking.value; // what is being typed
      box.focus({ preventScroll: true });
      box.setSelectionRange(asking.selectionStart, asking.selectionEnd);
    }
    side.querySelectorAll(".side-tabs a").forEach((tab) => {
      if (tab.pathname === new URL(address, location.href).pathname) tab.setAttribute("aria-current", "page");
      else tab.removeAttribute("aria-current");
    });
    const stops = shelf.querySelectorAll("[data-stop]");
    if (stop >= 0) (stops[Math.min(stop, stops.length - 1)] ?? side).focus({ preventScroll: true });
  } catch {
    say(said.dataset.away, false);
  }
}

side?.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-load]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  load(link.href).then(() => {
    if (!document.activeElement || document.activeElement === document.body) side.focus({ preventScroll: true });
  });
});
side?.addEventListener("submit", (event) => {
  const asked = event.target;
  event.preventDefault();
  if (asked.method === "get") {
    load(`${asked.action}?${new URLSearchParams(new FormData(asked))}`).then(() => side.querySelector("[data-stop]")?.focus({ preventScroll: true }));
    return;
  }
  const body = new URLSearchParams(new FormData(asked, event.submitter));
  settle(asked.action, body, "shelf").then((told) => {
    say(told.said, told.done);
    if (told.done) load();
  });
});
load();

}
