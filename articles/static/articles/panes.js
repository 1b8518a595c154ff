// The panes of the article page as tabs: one at a time on a narrow window; on a wide one the middle is text or form.
// Without it the same links lead to the same panes (article.css, by :target).
"use strict";

{ // names of its own: the desk's scripts share one scope

const grid = document.querySelector(".desk-grid");
const list = grid?.querySelector(".desk-tabs .tabs");
const tabs = [...list?.querySelectorAll("a") ?? []];
const panes = tabs.map((tab) => document.getElementById(tab.hash.slice(1)));
const wide = window.matchMedia("(min-width: 70rem)");
const MIDDLE = ["read", "form"];
const BACK = "desk-back"; // where in the form one was when it was saved

let shown = null;

function mark() {
  const at = wide.matches ? grid.dataset.middle : shown.id;
  tabs.forEach((tab, n) => {
    const on = panes[n].id === at;
    tab.setAttribute("aria-selected", on);
    tab.tabIndex = on ? 0 : -1;
    panes[n].classList.toggle("on", panes[n] === shown);
  });
}

function show(pane) {
  if (!panes.includes(pane)) return;
  shown = pane;
  if (MIDDLE.includes(pane.id)) grid.dataset.middle = pane.id;
  mark();
}

function paneOf(hash) {
  return hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1)))?.closest(".pane") : null;
}

function step(event) {
  const seen = tabs.filter((tab) => tab.offsetParent !== null);
  const at = seen.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: seen.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const tab = seen[(to + seen.length) % seen.length];
  show(panes[tabs.indexOf(tab)]);
  tab.focus();
}

function furnish() {
  list.setAttribute("role", "tablist");
  list.setAttribute("aria-label", list.parentElement.getAttribute("aria-label"));
  tabs.forEach((tab, n) => {
    tab.id = `tab-${panes[n].id}`;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panes[n].id);
    panes[n].setAttribute("role", "tabpanel");
    panes[n].setAttribute("aria-labelledby", tab.id);
    tab.addEventListener("click", (event) => {
      event.preventDefault();
      show(panes[n]);
    });
  });
  list.addEventListener("keydown", step);
  wide.addEventListener("change", mark);
  grid.dataset.tabs = "";
}

// Saved in the midst of a text, the form comes back where one was.
function comeBack() {
  const back = JSON.parse(sessionStorage.getItem(BACK) ?? "null");
  sessionStorage.removeItem(BACK);
  if (back?.path !== location.pathname || location.hash) return;
  show(panes[tabs.findIndex((tab) => tab.hash === "#form")]);
  const field = document.getElementById(back.field);
  field?.focus({ preventScroll: true });
  field?.setSelectionRange(back.from, back.from);
  document.getElementById("form").scrollTop = back.top;
}

if (tabs.length) {
  furnish();
  show(grid.querySelector(".pane.first") ?? panes[1]);
  show(paneOf(location.hash));
  comeBack();
  // Before the browser goes to a place, the pane it is in is shown.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link && !tabs.includes(link)) show(paneOf(link.hash));
  }, true);
  window.addEventListener("hashchange", () => show(paneOf(location.hash)));
  grid.addEventListener("desk:show", (event) => show(event.target.closest(".pane")));
  grid.closest("form").addEventListener("submit", (event) => {
    const field = document.activeElement;
    if (event.submitter?.matches(".save") && field?.matches("#form textarea")) {
      const top = document.getElementById("form").scrollTop;
      sessionStorage.setItem(BACK, JSON.stringify({ path: location.pathname, field: field.id, from: field.selectionStart, top }));
    }
  });
}

}
