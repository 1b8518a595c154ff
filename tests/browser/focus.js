// Every place of this page that the Tab key stops at, focused one after the other: those whose focus cannot be seen, those
// hidden under something that sticks, and those taken out of the order of the page. Press a key before: a focus that a
// script gives is shown as one that a key gave only then.
(() => {
  "use strict";
  const STOPS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const LOOKS = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow", "borderColor", "backgroundColor", "textDecorationLine"];

  const name = (el) => `${el.tagName.toLowerCase()}${el.id ? `#${el.id}` : ""}.${String(el.className).trim().replace(/\s+/g, ".")} “${(el.textContent || el.value || "").trim().slice(0, 20)}”`;
  // A box that a script put a fairer one in the place of: what is drawn is a sibling or what holds it.
  const drawn = (el) => [el, el.nextElementSibling, el.closest("label"), el.parentElement, el.closest(".select2-selection")].filter(Boolean);
  const looks = (el) => drawn(el).map((part) => LOOKS.map((each) => getComputedStyle(part)[each]).join());
  const isStop = (el) => el.tabIndex >= 0 && !el.disabled && el.checkVisibility({ visibilityProperty: true });
  const isRing = (el) => getComputedStyle(el).outlineStyle !== "none" && parseFloat(getComputedStyle(el).outlineWidth) > 0;

  const found = { unseen: [], covered: [], disordered: [] };
  const stops = [...document.querySelectorAll(STOPS)].filter(isStop);
  for (const el of stops) {
    if (el.tabIndex > 0) found.disordered.push(name(el));
    document.activeElement?.blur();
    const before = looks(el);
    el.focus();
    if (document.activeElement !== el) continue;
    const after = looks(el);
    if (!isRing(el) && before.join("|") === after.join("|")) found.unseen.push(name(el));
    const box = el.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) continue;
    const x = Math.min(Math.max(box.left + Math.min(box.width / 2, 20), 1), innerWidth - 2);
    const y = box.height > innerHeight ? Math.min(Math.max(box.top + 12, 1), box.bottom - 1) : box.top + Math.min(box.height / 2, 12);
    const above = document.elementFromPoint(x, y);
    const inside = above && drawn(el).some((part) => part.contains(above) || above.contains(part));
    if (!inside || y < 0 || y > innerHeight) found.covered.push(`${name(el)} at ${Math.round(x)},${Math.round(y)} under ${above ? name(above) : "nothing"}`);
  }
  return found;
})();
