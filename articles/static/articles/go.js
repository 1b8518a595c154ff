// Keys of every page: `g` and a letter goes where a link of that letter leads, `?` shows the keys. None acts while someone
// types or composes, and all can be switched off; every page works without them.
"use strict";

{ // names of its own: the desk's scripts share one scope

const SWITCH = "desk-keys";
const WAIT = 1500; // milliseconds in which the letter follows
const TYPED = "input:not([type=checkbox], [type=radio], [type=submit], [type=button]), textarea, select, [contenteditable], .select2-container, dialog";
let asked = 0;

// Heard on the way down: the letter after `g` is no key of the page.
document.addEventListener("keydown", (event) => {
  const isOpen = asked > 0 && event.timeStamp - asked < WAIT;
  if (event.key !== "Shift") asked = 0;
  if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest?.(TYPED) || localStorage.getItem(SWITCH) === "off") return;
  if (isOpen && /^[a-z]$/.test(event.key)) {
    event.stopImmediatePropagation();
    const link = document.querySelector(`[data-go="${event.key}"]`);
    if (!link) return;
    event.preventDefault();
    link.click();
  } else if (event.key === "g") {
    event.preventDefault();
    asked = event.timeStamp;
  } else if (event.key === "?") {
    event.preventDefault();
    document.getElementById("keys")?.togglePopover();
  }
}, true);

const on = document.getElementById("keys-on");
if (on) {
  on.checked = localStorage.getItem(SWITCH) !== "off";
  on.addEventListener("change", () => localStorage.setItem(SWITCH, on.checked ? "on" : "off"));
}

}
