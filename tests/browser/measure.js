// What a reader would see broken on this page: parts wider than the window, text cut off, text squeezed into a column.
(() => {
  "use strict";
  const HAN = /\p{Script=Han}/u;
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
  const clipped = all.filter((el) => HAN.test(el.innerText ?? "") && cutsOff(el)).map(name);

  // The words shown in a box that cannot wrap: a hint, or the choice of a list.
  const shown = (el) => (el.tagName === "SELECT" ? el.selectedOptions[0]?.text : el.value ? "" : el.placeholder) ?? "";
  const pen = document.createElement("canvas").getContext("2d");
  const short = all.filter((el) => {
    if (!["INPUT", "SELECT"].includes(el.tagName) || !HAN.test(shown(el))) return false;
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

  return { wide: wide.slice(0, 12), clipped: [...clipped, ...short], narrow };
})();
