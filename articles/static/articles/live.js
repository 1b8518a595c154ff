// What stands beside the pieces of a collection (steps, buttons, version, sign-offs, revisions) drawn anew after an act that
// saved by itself. What is typed there stays. Without this it is right again when the page is opened anew.
"use strict";

{ // names of its own: the desk's scripts share one scope

const form = document.getElementById("collection_form");
const PAUSE = 300; // milliseconds: acts that follow one another are looked at once
let acting = 0;
let asked = 0;
let waiting = 0;

function redraw(part, fresh) {
  if (part.innerHTML === fresh.innerHTML) return;
  const focus = part.contains(document.activeElement) ? document.activeElement : null;
  const typed = [...part.querySelectorAll("input, textarea")].filter((box) => box.value !== box.defaultValue).map((box) => [box.name, box.value]);
  const open = [...part.querySelectorAll("details[open] > summary")].map((each) => each.textContent);
  part.replaceChildren(...fresh.childNodes);
  part.querySelectorAll("summary").forEach((each) => { if (open.includes(each.textContent)) each.parentElement.open = true; });
  typed.forEach(([name, value]) => {
    const box = part.querySelector(`[name="${CSS.escape(name)}"]`);
    if (box) box.value = value;
  });
  if (!focus) return;
  const same = [...part.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .find((each) => each.tagName === focus.tagName && (focus.name ? each.name === focus.name && each.value === focus.value : each.textContent === focus.textContent));
  (same ?? part.querySelector("button, a[href]"))?.focus({ preventScroll: true });
}

async function look() {
  const mine = ++asked;
  try {
    const answer = await fetch(location.pathname, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return; // another act has been done since: its own look follows
    form.dispatchEvent(new CustomEvent("redrawing"));
    document.querySelectorAll("[data-live]").forEach((part) => {
      const fresh = page.querySelector(`[data-live="${part.dataset.live}"]`);
      if (fresh) redraw(part, fresh);
    });
    form.dispatchEvent(new CustomEvent("redrawn"));
  } catch {
    // away: what was done is told of by the act itself
  }
}

form?.addEventListener("arranging", () => {
  acting += 1;
  asked += 1;
  clearTimeout(waiting);
});
form?.addEventListener("arranged", () => {
  acting -= 1;
  if (!acting) waiting = setTimeout(look, PAUSE);
});

}
