// How long a Chinese text is, and where words stand in it: pure functions of the text, for body.js.
"use strict";

// One sign of Chinese each: characters, and the marks that are set as wide as they are.
const WIDE_SIGN = /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef\u2018\u2019\u201c\u201d\u2014\u2026\u00b7々〇]/u;
const HAN_SIGN = /\p{Script=Han}|[々〇]/u;
const A_MINUTE = 400; // signs that are read in a minute

// `signs`: what Word counts, each sign of Chinese, marks and all, and each word of anything else. `letters`: without marks.
function measureText(text) {
  const found = { signs: 0, letters: 0, paragraphs: 0, minutes: 0 };
  let word = "";
  const endWord = () => {
    if (!word) return;
    found.signs += 1;
    if (/[\p{L}\p{N}]/u.test(word)) found.letters += 1;
    word = "";
  };
  for (const line of text.split("\n")) {
    for (const sign of line.startsWith("## ") ? line.slice(3) : line) {
      if (/\s/u.test(sign)) endWord();
      else if (WIDE_SIGN.test(sign)) {
        endWord();
        found.signs += 1;
        if (HAN_SIGN.test(sign)) found.letters += 1;
      } else word += sign;
    }
    endWord();
  }
  found.paragraphs = text.split(/\n[^\S\n]*\n/).filter((each) => each.trim()).length;
  found.minutes = Math.ceil(found.signs / A_MINUTE);
  return found;
}

// Where `words` stand in `text`, from left to right, none over another: literally, or, with a table, in whatever script.
function findAll(text, words, table = null) {
  if (!words) return [];
  const [where, what] = table ? [foldText(text, table), foldText(words, table)] : [plainText(text), plainText(words)];
  const hits = [];
  for (let at = where.text.indexOf(what.text); at >= 0; at = where.text.indexOf(what.text, at + what.text.length)) {
    hits.push([where.place(at), where.place(at + what.text.length)]);
  }
  return hits;
}

function plainText(text) {
  return { text, place: (at) => at };
}

// A text in one spelling, and the way back to its places: a character and its other spelling may differ in length.
function foldText(text, table) {
  const places = [];
  let folded = "";
  let at = 0;
  for (const sign of text) {
    const one = table.get(sign) ?? sign.toLowerCase();
    for (let n = 0; n < one.length; n += 1) places.push(at);
    folded += one;
    at += sign.length;
  }
  places.push(at);
  return { text: folded, place: (n) => places[n] };
}
