// Names behind an @ in a comment: offered as one types, chosen by arrow and Enter. Never while an input method composes.
"use strict";

{ // names of its own: the desk's scripts share one scope

let box = null; // the text box that is being completed, its list, and what was last asked
let list = null;
let asked = "";

const SIGN = /(?:^|[^A-Za-z0-9._%+-])[@＠]([^\s@＠，。；：、！？（）()]{0,20})$/;

function typedName(field) {
  return SIGN.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null;
}

function close() {
  list?.remove();
  box?.removeAttribute("aria-activedescendant");
  box?.removeAttribute("aria-controls");
  box = list = null;
  asked = "";
}

function choose(option) {
  const field = box;
  const name = typedName(field);
  if (name === null) return close();
  const at = field.selectionStart - name.length;
  field.setRangeText(option.dataset.call, at, field.selectionStart, "end");
  close();
  field.focus();
}

function mark(option) {
  list.querySelectorAll("[aria-selected=true]").forEach((each) => each.setAttribute("aria-selected", "false"));
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function offer(field, people) {
  close();
  if (!people.length) return;
  box = field;
  list = document.createElement("ul");
  list.className = "calls";
  list.id = "calls";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "@");
  people.forEach((person, n) => {
    const option = document.createElement("li");
    option.id = `call-${n}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.call = person.call;
    option.textContent = person.name === person.username ? person.name : `${person.name} · ${person.username}`;
    option.addEventListener("mousedown", (event) => {
      event.preventDefault();
      choose(option);
    });
    list.append(option);
  });
  field.after(list);
  field.setAttribute("aria-controls", "calls");
  mark(list.firstElementChild);
}

async function look(field) {
  const name = typedName(field);
  if (name === null) return close();
  asked = name;
  const place = field.closest("[data-people]")?.dataset.people;
  if (!place) return;
  try {
    const answer = await fetch(`${place}&q=${encodeURIComponent(name)}`, { credentials: "same-origin" });
    const found = await answer.json();
    if (asked === name && document.activeElement === field) offer(field, found.people);
  } catch {
    close(); // names can be typed whole
  }
}

document.addEventListener("input", (event) => {
  if (!event.isComposing && event.target.matches?.("[data-calls]")) look(event.target);
});
document.addEventListener("compositionend", (event) => {
  if (event.target.matches?.("[data-calls]")) look(event.target);
});
document.addEventListener("focusout", (event) => { if (event.target === box) close(); });

// Heard on the way down: an Enter that chooses a name sends nothing.
document.addEventListener("keydown", (event) => {
  if (!list || event.target !== box || event.isComposing || event.keyCode === 229) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...list.children];
  const at = all.findIndex((each) => each.getAttribute("aria-selected") === "true");
  const acts = {
    ArrowDown: () => mark(all[(at + 1) % all.length]),
    ArrowUp: () => mark(all[(at - 1 + all.length) % all.length]),
    Enter: () => choose(all[at]),
    Tab: () => choose(all[at]),
    Escape: close,
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}, true);

}
