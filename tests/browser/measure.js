// What a reader would see broken on this page: parts wider than the window, text cut off, squeezed into a column, or under another.
(() => {
  "use strict";
  const WORDS = /[\p{Script=Han}\p{Script=Latin}]{2}/u;
  const HAN_ALL = /\p{Script=Han}/gu;
  const CUTS = ["hidden", "clip"];

  const name = (el) => {
    const classes = typeof el.className === "string" ? el.className.trim().split(/\s+/).filter(Boolean) : [];
    const path = el.tagName.toLowerCase() + (el.id ? `#${el.id}` : "") + classes.map((c) => `.${c}`).join("");
    return `${path} “${(el.textContent || el.placeholder || "").trim().replace(/\s+/g, " ").slice(0, 20)}”`;
  };
  const ancestors = (el) => {
    const found = [];
    for (let up = el; up && up !== document.documentElement; up = up.parentElement) found.push(up);
    return found;
  };
  // Text only for screen readers is a box of one pixel that shows nothing.
  const isTucked = (el) => ancestors(el).some((up) => {
    const box = up.getBoundingClientRect();
    return (box.width <= 1 || box.height <= 1) && CUTS.includes(getComputedStyle(up).overflowX);
  });
  const isSeen = (el) => el.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !isTucked(el);
  const scrolls = (el) => ancestors(el.parentElement).some((up) => {
    const inside = up.getBoundingClientRect().right <= innerWidth + 0.5;
    return inside && getComputedStyle(up).overflowX !== "visible";
  });
  const ownTexts = (el) => [...el.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());

  const all = [...document.body.querySelectorAll("*")].filter(isSeen);

  const page = document.scrollingElement;
  const wide = page.scrollWidth > innerWidth ? [`page ${page.scrollWidth}px`] : [];
  wide.push(...all.filter((el) => el.getBoundingClientRect().right > innerWidth + 0.5 && !scrolls(el)).map(name));

  // A button drawn as a picture keeps its words far outside, for screen readers.
  const isPicture = (style) => parseFloat(style.textIndent) < -999;
  const cutsOff = (el) => {
    const style = getComputedStyle(el);
    if (isPicture(style)) return false;
    return (CUTS.includes(style.overflowX) && el.scrollWidth > el.clientWidth + 1)
      || (CUTS.includes(style.overflowY) && el.scrollHeight > el.clientHeight + 2);
  };
  const clipped = all.filter((el) => WORDS.test(el.innerText ?? "") && cutsOff(el)).map(name);

  // The words shown in a box that cannot wrap: a hint, or the choice of a list.
  const shown = (el) => (el.tagName === "SELECT" ? el.selectedOptions[0]?.text : el.value ? "" : el.placeholder) ?? "";
  const pen = document.createElement("canvas").getContext("2d");
  const short = all.filter((el) => {
    if (!["INPUT", "SELECT"].includes(el.tagName) || !WORDS.test(shown(el))) return false;
    const style = getComputedStyle(el);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = el.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    return pen.measureText(shown(el)).width > room + 1;
  }).map((el) => `${name(el)} shows “${shown(el)}”`);

  const narrow = all.filter((el) => ownTexts(el).some((node) => {
    const style = getComputedStyle(el);
    if ((node.data.match(HAN_ALL) ?? []).length <= 4 || style.writingMode !== "horizontal-tb") return false;
    const range = document.createRange();
    range.selectNodeContents(node);
    const widest = Math.max(0, ...[...range.getClientRects()].map((box) => box.width));
    return widest > 0 && widest < 2 * parseFloat(style.fontSize);
  })).map(name);

  // Two things printed over each other. A line of text counts as high as its letters, without the leading around them.
  const SOLID = 0.9;
  const alpha = (colour) => (colour === "transparent" ? 0 : parseFloat(/[,/]\s*([\d.]+)\s*\)$/.exec(/^rgba|\//.test(colour) ? colour : "")?.[1] ?? "1"));
  const styles = new Map();
  const styleOf = (el) => styles.get(el) ?? styles.set(el, getComputedStyle(el)).get(el);
  const seen = (el, box) => ancestors(el).reduce((left, up) => {
    const style = styleOf(up);
    if (style.overflowX === "visible" && style.overflowY === "visible") return left;
    const edge = up.getBoundingClientRect();
    return { left: Math.max(left.left, edge.left), right: Math.min(left.right, edge.right), top: Math.max(left.top, edge.top), bottom: Math.min(left.bottom, edge.bottom) };
  }, box);
  const linesOf = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const half = 0.4 * parseFloat(styleOf(node.parentElement).fontSize);
    return [...range.getClientRects()].map(({ left, right, top, bottom }) => ({ left, right, top: (top + bottom) / 2 - half, bottom: (top + bottom) / 2 + half }));
  };
  const CONTROLS = "input:not([type=hidden]), select, textarea, button, img, .select2-selection";
  const inside = (el) => { const { left, right, top, bottom } = el.getBoundingClientRect(); return { left: left + 1, right: right - 1, top: top + 1, bottom: bottom - 1 }; };
  const legible = (el) => alpha(styleOf(el).color) > 0 && !isPicture(styleOf(el)) && styleOf(el).clipPath === "none";
  const printed = all.flatMap((el) => [
    ...(el.matches("option, textarea, details:not([open])") || !legible(el) ? [] : ownTexts(el)).flatMap(linesOf).map((box) => ({ el, box: seen(el, box) })),
    ...(el.matches(CONTROLS) ? [{ el, box: seen(el, inside(el)) }] : []),
  ]).filter(({ box }) => box.right - box.left > 1 && box.bottom - box.top > 1).sort((a, b) => a.box.top - b.box.top);
  // What lies on another by its place (a bar that stays, a menu, a badge) may cover it, where it has a ground of its own.
  const isPlaced = (el) => ["fixed", "sticky", "absolute"].includes(styleOf(el).position);
  const covers = (el, other) => {
    const own = ancestors(el).filter((up) => !up.contains(other));
    const placed = own.findLastIndex(isPlaced);
    return placed >= 0 && own.slice(0, placed + 1).some((up) => alpha(styleOf(up).backgroundColor) >= SOLID || up.matches("img, dialog"));
  };
  const overlapping = [];
  printed.forEach(({ el, box }, at) => {
    for (let next = at + 1; next < printed.length && printed[next].box.top < box.bottom - 2; next += 1) {
      const { el: other, box: beside } = printed[next];
      const across = Math.min(box.right, beside.right) - Math.max(box.left, beside.left);
      const down = Math.min(box.bottom, beside.bottom) - beside.top;
      if (across > 2 && down > 2 && !el.contains(other) && !other.contains(el) && !covers(el, other) && !covers(other, el)) {
        overlapping.push(`${name(el)} and ${name(other)}`);
      }
    }
  });

  return { overlapping: [...new Set(overlapping)].slice(0, 12), wide: wide.slice(0, 12), clipped: [...clipped, ...short], narrow };
})();
