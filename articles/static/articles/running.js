// How far an import has come, while the browser waits for the page with its results. Without this the browser's own sign
// of waiting is all there is.
"use strict";

{ // names of its own: the desk's scripts share one scope

const LOOK = 500; // milliseconds between two questions
const form = document.querySelector("form[data-progress]");
const line = form?.querySelector(".running");
let timer = 0;

function show(words, done, all) {
  const bar = line.querySelector("progress");
  const status = line.querySelector("[role=status]");
  if (all) Object.assign(bar, { max: all, value: done });
  else bar.removeAttribute("value");
  if (status.textContent !== words) status.textContent = words;
}

async function look() {
  const { read } = line.querySelector("[role=status]").dataset;
  const address = `${form.dataset.progress}?run=${encodeURIComponent(form.elements.run.value)}`;
  const answer = await fetch(address, { credentials: "same-origin", redirect: "error" }).catch(() => null);
  const told = answer?.ok ? await answer.json() : null;
  if (told && timer) show(read.replace("{done}", told[0]).replace("{all}", told[1]), ...told);
}

function stop() {
  clearInterval(timer);
  timer = 0;
  if (line) line.hidden = true;
}

form?.addEventListener("submit", () => {
  stop();
  line.hidden = false;
  show(line.querySelector("[role=status]").dataset.sent, 0, 0);
  timer = setInterval(look, LOOK);
});
window.addEventListener("pageshow", stop); // who comes back by the browser's history finds nothing running

}
