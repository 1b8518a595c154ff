// Comments beside the text: words chosen are quoted by a key, Ctrl+Enter sends, and the page stays as it is, with what is
// typed elsewhere on it. Without this script the same form quotes what is typed into it, and sends as every form does.
"use strict";

{ // names of its own: the desk's scripts share one scope

const form = document.getElementById("saying");
const SWAPPED = ["comments", "review"];
let back = null; // where the keyboard was before a comment was begun
let busy = false;

const panel = () => document.getElementById("comments");
const part = (name) => document.querySelector(`[name="comment-${name}"]`);
const points = (text) => [...text].length;

// Places are counted in characters, as the server counts them; the page and its boxes count in halves of rare ones.
function placeIn(line, node, offset) {
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  return Number(line.dataset.start) + points(range.toString());
}

function lineOf(node) {
  return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".clean [data-start]");
}

function chosenInText() {
  const chosen = getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return null;
  const range = chosen.getRangeAt(0);
  const [from, to] = [lineOf(range.startContainer), lineOf(range.endContainer)];
  if (!from || (to && to.dataset.field !== from.dataset.field)) return null;
  return {
    field: from.dataset.field,
    quote: chosen.toString(),
    start: placeIn(from, range.startContainer, range.startOffset),
    end: to ? placeIn(to, range.endContainer, range.endOffset) : "",
  };
}

function chosenInBox(box) {
  if (!box?.matches?.("textarea, input[type=text]") || box.form === form || !box.name) return null;
  if (box.selectionStart === box.selectionEnd) return null;
  return {
    field: box.name,
    quote: box.value.slice(box.selectionStart, box.selectionEnd),
    start: points(box.value.slice(0, box.selectionStart)),
    end: points(box.value.slice(0, box.selectionEnd)),
  };
}

function begin() {
  const text = part("text");
  if (!text) return;
  back = document.activeElement;
  const chosen = chosenInBox(document.activeElement) ?? chosenInText();
  if (chosen) Object.entries(chosen).forEach(([name, value]) => { part(name).value = value; });
  text.closest("details").open = true;
  text.focus();
  text.scrollIntoView({ block: "center" });
}

function say(page, fallback = "") {
  const lines = [...(page?.querySelectorAll(".messagelist li") ?? [])];
  const place = panel().querySelector(".comments-said");
  place.textContent = lines.map((line) => line.textContent.trim()).join(" ") || fallback;
  place.classList.toggle("miss", !page || lines.some((line) => /error|warning/.test(line.className)));
}

function swap(page) {
  SWAPPED.forEach((id) => {
    const [old, fresh] = [document.getElementById(id), page.getElementById(id)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  });
  // Of the text only the marks are new, unless others have saved meanwhile: then the page goes on showing what it was opened with.
  const [old, fresh] = [document, page].map((each) => [...each.querySelectorAll(".clean [data-start]")]);
  if (old.map((line) => line.textContent).join() !== fresh.map((line) => line.textContent).join()) return;
  old.forEach((line, n) => line.replaceChildren(...fresh[n].childNodes));
}

// Answers begun in other threads are not lost with the panel that is taken away.
function kept(button) {
  const sent = button.name === "_add" ? "comment-" : `-${button.value}`;
  return [...panel().querySelectorAll("textarea")]
    .filter((box) => box.value !== box.defaultValue && !(button.name === "_add" ? box.name.startsWith(sent) : box.name.endsWith(sent)))
    .map((box) => [box.name, box.value]);
}

function show(button) {
  const threads = [...panel().querySelectorAll(".thread")];
  const newest = () => threads.reduce((one, other) => (Number(one.id.slice(8)) > Number(other.id.slice(8)) ? one : other));
  const at = button.name === "_add" ? threads.length && newest() : panel().querySelector(`[value="${button.value}"]`)?.closest(".thread");
  const thread = at || panel();
  thread.closest("details")?.setAttribute("open", "");
  thread.focus({ preventScroll: true });
  thread.scrollIntoView({ block: "nearest" });
}

async function send(button) {
  const body = new FormData(form);
  body.set(button.name, button.value);
  let answer, page;
  try {
    answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    say(null, panel().dataset.away);
    return;
  }
  if (!page.getElementById("comments")) {
    form.dataset.plain = "1"; // signed out meanwhile: the browser shows what there is to do, and keeps what was typed
    form.requestSubmit(button);
  } else if (!answer.ok) {
    say(page);
  } else {
    const typed = kept(button);
    swap(page);
    typed.forEach(([name, value]) => {
      const box = panel().querySelector(`textarea[name="${CSS.escape(name)}"]`);
      if (box) box.value = value;
    });
    say(page);
    show(button);
  }
}

form?.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (form.dataset.plain || !button?.name) return;
  event.preventDefault();
  if (busy) return;
  busy = true;
  send(button).finally(() => { busy = false; });
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-choose]")) begin();
});
// A button that is pressed by the pointer would take the choice of words away.
document.addEventListener("mousedown", (event) => {
  if (event.target.closest("[data-choose]")) event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (!form || event.isComposing || event.keyCode === 229) return;
  const inPanel = event.target.form === form && event.target.matches("textarea, input");
  if (inPanel && event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.target.closest(".say").querySelector("button[type=submit]").click();
  } else if (inPanel && event.key === "Escape" && back?.isConnected && event.target.name.startsWith("comment-")) {
    event.preventDefault();
    back.focus();
  } else if (event.altKey && !event.ctrlKey && !event.metaKey && event.code === "KeyC") {
    event.preventDefault();
    begin();
  }
});

}
