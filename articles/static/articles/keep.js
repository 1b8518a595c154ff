// Keeps what is typed into a form, every few seconds, as a draft of the typist's own; says who else has the page open.
// Without it the page works as before: then what is typed is kept by saving it.
"use strict";

{ // names of its own: the desk's scripts share one scope

const LOOK = 3000; // milliseconds between two looks at the form
const BEAT = 15000; // and between two beats that say somebody is here

const place = document.querySelector("[data-here]");
const form = place?.closest("form");

function words() {
  return new URLSearchParams(new FormData(form));
}

function say(name, text) {
  const line = place.querySelector(`.${name}`);
  if (line.textContent !== text) line.textContent = text;
}

// How long ago, for the eye alone; what is heard is only that it is kept, once, and when it is not.
let keptAt = null;

function tick() {
  const seconds = Math.round((Date.now() - keptAt) / 1000);
  const [words, n] = seconds < 60 ? [place.dataset.seconds, seconds] : [place.dataset.minutes, Math.floor(seconds / 60)];
  say("ago", keptAt === null || place.classList.contains("away") ? "" : words.replace("{n}", n));
}

let kept = form ? words().toString() : "";
let last = -BEAT;
let busy = null;
let leaving = false;
let drafted = false; // whether a draft of this form was kept
let arranging = 0; // acts on their way that save something of this page by themselves

async function send(body) {
  try {
    const answer = await fetch(place.dataset.here, { method: "POST", body, credentials: "same-origin" });
    const said = await answer.json();
    say("others", said.others);
    // Whether others have saved is known only of the version that the form still stands on, and not while acts of one's own are on their way.
    const opened = form.elements.opened_version?.value ?? "";
    if (!arranging && (body.get("opened_version") ?? "") === opened) say("newer", said.newer);
    place.classList.remove("away");
    return said;
  } catch {
    say("kept", place.dataset.away);
    place.classList.add("away");
    place.classList.remove("quiet");
    return null;
  }
}

async function beat() {
  const body = words();
  const now = body.toString();
  const before = kept;
  const typed = now !== before;
  if (!typed && performance.now() - last < BEAT) return;
  last = performance.now();
  if (typed) {
    body.set("_typed", "1");
    const said = await send(body);
    if (said) {
      if (kept === before) kept = now;
      drafted = true;
      keptAt = Date.now();
      if (!place.querySelector(".kept").textContent || !place.classList.contains("quiet")) say("kept", said.kept);
      place.classList.add("quiet");
    }
  } else {
    const quiet = new URLSearchParams();
    ["csrfmiddlewaretoken", "opened_version"].forEach((name) => quiet.set(name, body.get(name) ?? ""));
    await send(quiet);
  }
}

function look() {
  if (busy || leaving) return;
  busy = beat().finally(() => { busy = null; });
}

if (form) {
  // A draft on its way must not arrive after the form itself, or it would be offered as unsaved.
  form.addEventListener("submit", (event) => {
    leaving = true;
    if (!busy) return;
    event.preventDefault();
    const button = event.submitter;
    busy.finally(() => form.requestSubmit(button));
  });
  // Pieces of a collection that were just arranged are no words of anybody's; words saved by themselves are no draft any more.
  form.addEventListener("arranging", () => { arranging += 1; });
  // Boxes that came or went with what is drawn anew are no words of anybody's either.
  let untouched = false;
  form.addEventListener("redrawing", () => { untouched = words().toString() === kept; });
  form.addEventListener("redrawn", () => { if (untouched) kept = words().toString(); });
  form.addEventListener("arranged", async (event) => {
    arranging -= 1;
    if (event.detail.current) say("newer", "");
    if (!event.detail.clean) return;
    kept = words().toString();
    await busy; // a draft on its way is to go too
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value, _drop: form.elements.draft_token.value });
    if (drafted) fetch(place.dataset.here, { method: "POST", body, credentials: "same-origin", redirect: "manual" }).catch(() => null);
    drafted = false;
    say("kept", "");
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden) look(); });
  setInterval(look, LOOK);
  setInterval(tick, 1000);
  look();
}

}
