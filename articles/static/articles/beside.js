// The capture beside the clean text: they scroll together, and each shows where the other has it.
"use strict";

const pane = document.getElementById("raw");
const text = document.getElementById("read");
const paragraphs = [...document.querySelectorAll(".clean [data-line]")];
let driver = "text";

function lineOf(paragraph) {
  return document.getElementById(`line-${paragraph.dataset.line}`);
}

function isShown(part) {
  return part && part.offsetParent !== null;
}

// Side by side each pane scrolls by itself; in one column the page does.
function isBeside() {
  return isShown(pane) && isShown(text) && getComputedStyle(pane).overflowY === "auto";
}

function topIn(box, part) {
  return part.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop;
}

// The paragraph at the top of the text, and how far of it is past.
function followText() {
  if (driver !== "text" || !isBeside()) return;
  const top = text.scrollTop + 4;
  const at = paragraphs.findLast((one) => topIn(text, one) <= top) ?? paragraphs[0];
  const line = at && lineOf(at);
  if (!line) return;
  const past = Math.min(Math.max((top - topIn(text, at)) / (at.offsetHeight || 1), 0), 1);
  pane.scrollTop = topIn(pane, line) + past * line.offsetHeight;
}

function followPane() {
  if (driver !== "raw" || !isBeside()) return;
  const known = paragraphs.filter((one) => lineOf(one));
  const at = known.findLast((one) => topIn(pane, lineOf(one)) <= pane.scrollTop + 4) ?? known[0];
  if (at) text.scrollTop = topIn(text, at);
}

function light(found, box) {
  document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));
  found.forEach((one) => one.classList.add("lit"));
  if (found[0] && isBeside()) box.scrollTop = topIn(box, found[0]) - box.clientHeight / 3;
}

function runsOf(number) {
  return [...document.querySelectorAll(`.raw [data-facts~="${CSS.escape(number)}"]`)];
}

// The paragraph that begins in a line of the capture, or the last that began before it.
function paragraphOf(line) {
  const number = Number(line.id.slice("line-".length));
  return paragraphs.findLast((one) => Number(one.dataset.line) <= number);
}

["wheel", "touchstart", "keydown", "pointerdown"].forEach((kind) => {
  document.addEventListener(kind, (event) => { driver = pane?.contains(event.target) ? "raw" : "text"; }, { passive: true, capture: true });
});
text?.addEventListener("scroll", () => requestAnimationFrame(followText), { passive: true });
pane?.addEventListener("scroll", () => requestAnimationFrame(followPane), { passive: true });

// A fact in hand, by key or by pointer, shows its words in the capture; a run of the capture shows its fact, any other
// place of it the paragraph that was made of it, and a paragraph its line.
document.addEventListener("focusin", (event) => {
  const fact = event.target.closest("[data-fact]");
  if (fact) light(runsOf(fact.dataset.fact), pane);
});
document.addEventListener("click", (event) => {
  if (event.target.closest("a, button")) return;
  const fact = event.target.closest("[data-fact]");
  const run = event.target.closest("[data-facts]");
  const line = event.target.closest(".raw > li");
  const paragraph = event.target.closest(".clean [data-line]");
  if (fact) {
    light(runsOf(fact.dataset.fact), pane);
  } else if (run) {
    const row = document.querySelector(`[data-fact="${run.dataset.facts.split(" ")[0]}"]`);
    row?.dispatchEvent(new Event("desk:show", { bubbles: true }));
    row?.focus();
  } else if (line && paragraphOf(line)) {
    text.dispatchEvent(new Event("desk:show", { bubbles: true }));
    light([paragraphOf(line)], text);
  } else if (paragraph && lineOf(paragraph)) {
    light([lineOf(paragraph)], pane);
  }
});
