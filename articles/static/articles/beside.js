// The capture beside the clean text: they scroll together, and a fact or a paragraph shows where it was read.
"use strict";

const pane = document.querySelector(".desk-raw");
const paragraphs = [...document.querySelectorAll(".clean [data-line]")];
const TOP = 90; // below the bar that sticks
let driver = "page";

function lineOf(paragraph) {
  return document.getElementById(`line-${paragraph.dataset.line}`);
}

function isBeside() {
  return pane && getComputedStyle(pane).position === "sticky" && pane.scrollHeight > pane.clientHeight;
}

function topIn(line) {
  return line.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
}

// The paragraph at the top of the window, and how far of it is past.
function followPage() {
  if (driver !== "page" || !isBeside()) return;
  const at = paragraphs.findLast((one) => one.getBoundingClientRect().top <= TOP + 20) ?? paragraphs[0];
  const line = at && lineOf(at);
  if (!line) return;
  const box = at.getBoundingClientRect();
  const past = Math.min(Math.max((TOP - box.top) / (box.height || 1), 0), 1);
  pane.scrollTop = topIn(line) + past * line.offsetHeight;
}

function followPane() {
  if (driver !== "pane" || !isBeside()) return;
  const shown = paragraphs.filter((one) => lineOf(one));
  const at = shown.findLast((one) => topIn(lineOf(one)) <= pane.scrollTop + 4) ?? shown[0];
  if (at) window.scrollBy({ top: at.getBoundingClientRect().top - TOP, behavior: "instant" });
}

function light(found) {
  document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  found.forEach((one) => one.classList.add("lit"));
  if (found[0] && isBeside()) pane.scrollTop = topIn(found[0]) - pane.clientHeight / 3;
}

function runsOf(number) {
  return [...document.querySelectorAll(`.raw [data-facts~="${CSS.escape(number)}"]`)];
}

["wheel", "touchstart", "keydown", "pointerdown"].forEach((kind) => {
  document.addEventListener(kind, (event) => { driver = pane?.contains(event.target) ? "pane" : "page"; }, { passive: true, capture: true });
});
window.addEventListener("scroll", () => requestAnimationFrame(followPage), { passive: true });
pane?.addEventListener("scroll", () => requestAnimationFrame(followPane), { passive: true });

// A fact in hand, by key or by pointer, shows its words in the capture; a run of the capture shows its fact.
document.addEventListener("focusin", (event) => {
  const fact = event.target.closest("[data-fact]");
  if (fact) light(runsOf(fact.dataset.fact));
});
document.addEventListener("click", (event) => {
  const fact = event.target.closest("[data-fact]");
  const run = event.target.closest("[data-facts]");
  const paragraph = event.target.closest(".clean [data-line]");
  if (event.target.closest("a, button")) return;
  if (fact) light(runsOf(fact.dataset.fact));
  else if (run) document.querySelector(`[data-fact="${run.dataset.facts.split(" ")[0]}"]`)?.focus();
  else if (paragraph && lineOf(paragraph)) light([lineOf(paragraph)]);
});
