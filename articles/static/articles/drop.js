// The import page: files dropped anywhere on the form join those chosen, each listed with its size and a button to take
// it out again. Without this the file box itself takes files.
"use strict";

const form = document.querySelector("form.desk-import");
const box = document.getElementById("import-files");
const list = document.getElementById("import-chosen");
const chosen = new Map();

function keyOf(file) {
  return `${file.name}\n${file.size}\n${file.lastModified}`;
}

function sizeOf(file) {
  return file.size < 1024 * 1024 ? `${Math.ceil(file.size / 1024)} KB` : `${(file.size / 1024 / 1024).toFixed(1)} MB`;
}

function show() {
  const holder = new DataTransfer();
  chosen.forEach((file) => holder.items.add(file));
  box.files = holder.files;
  list.replaceChildren(...[...chosen].map(([key, file]) => {
    const row = document.createElement("li");
    const out = document.createElement("button");
    row.textContent = `${file.name} · ${sizeOf(file)} `;
    out.type = "button";
    out.textContent = list.dataset.out;
    out.setAttribute("aria-label", `${list.dataset.out}：${file.name}`);
    out.addEventListener("click", () => {
      chosen.delete(key);
      show();
      (list.querySelector("button") ?? box).focus();
    });
    row.append(out);
    return row;
  }));
}

function add(files) {
  [...files].forEach((file) => chosen.set(keyOf(file), file));
  show();
}

box.addEventListener("change", () => add(box.files));
["dragenter", "dragover"].forEach((kind) => form.addEventListener(kind, (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  form.classList.add("over");
}));
form.addEventListener("dragleave", (event) => {
  if (!form.contains(event.relatedTarget)) form.classList.remove("over");
});
form.addEventListener("drop", (event) => {
  form.classList.remove("over");
  if (!event.dataTransfer.files.length) return;
  event.preventDefault();
  add(event.dataTransfer.files);
});
