// Names for what Django's own pages leave nameless: select2 boxes, and the fields in the rows of tables.
"use strict";

function labelOf(field) {
  const own = field.id && document.querySelector(`label[for="${CSS.escape(field.id)}"]`);
  if (own) return own.textContent.replace(/[:：]\s*$/, "").trim();
  const cell = field.closest("td");
  return cell ? columnOf(cell) : field.getAttribute("aria-label") ?? "";
}

function columnOf(cell) {
  const column = [...cell.classList].find((name) => name.startsWith("field-"))?.replace("field-", "column-");
  const place = cell.classList.contains("delete") ? "th:last-child" : `th.${column}`;
  return cell.closest("table")?.querySelector(`thead ${place}`)?.firstChild?.textContent.trim() ?? "";
}

function nameFields(root) {
  // On a phone a table's row becomes a card: each cell then shows its column's name.
  root.querySelectorAll(".tabular tr.form-row > td:is([class^=field-], .delete)").forEach((cell) => {
    cell.dataset.label = columnOf(cell);
  });
  root.querySelectorAll("td input:not([type=hidden]), td select, td textarea").forEach((field) => {
    const hasLabel = field.labels?.length || field.hasAttribute("aria-label");
    if (!hasLabel) field.setAttribute("aria-label", labelOf(field));
  });
  root.querySelectorAll("select.select2-hidden-accessible").forEach((select) => {
    const label = labelOf(select);
    const box = select.nextElementSibling;
    box?.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field").forEach((part) => {
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", label);
    });
    box?.querySelectorAll(".select2-search__field").forEach((part) => {
      part.setAttribute("role", "searchbox");
    });
  });
}

// Django labels these by a picture, by a span that may bear no name, and by nothing at all.
function nameStrays() {
  document.querySelectorAll(".tabular th.original:empty").forEach((column) => {
    const name = document.createElement("span");
    name.className = "visually-hidden";
    name.textContent = column.closest("fieldset")?.querySelector(".inline-heading")?.textContent.trim() ?? "";
    column.append(name);
  });
  // Where nothing can be deleted the last column has neither a name nor anything in it.
  document.querySelectorAll(".tabular thead th:last-child:empty").forEach((column) => column.replaceWith(document.createElement("td")));
  const search = document.getElementById("searchbar");
  search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value);
  search?.form.querySelector("label img")?.setAttribute("alt", search.getAttribute("aria-label"));
  const words = document.querySelector("[data-yes]")?.dataset;
  [["True", "yes"], ["False", "no"], ["None", "unknown"]].forEach(([alt, word]) => {
    if (words) document.querySelectorAll(`img[alt=${alt}]`).forEach((sign) => sign.setAttribute("alt", words[word]));
  });
  document.querySelectorAll("span.help-tooltip[aria-label]").forEach((sign) => sign.setAttribute("role", "img"));
}

// A list that opens is named for the field it belongs to.
function nameOpenList(event) {
  const label = labelOf(event.target);
  document.querySelectorAll(".select2-container--open .select2-search__field, .select2-results__options").forEach((part) => {
    part.setAttribute("aria-label", label);
  });
  // Drawn at the end of the page, outside of all its parts: a part of its own.
  document.querySelectorAll("body > .select2-container").forEach((part) => {
    part.setAttribute("role", "region");
    part.setAttribute("aria-label", label);
  });
  document.querySelectorAll(".select2-container--open [role=combobox]").forEach((box) => {
    box.setAttribute("aria-controls", box.getAttribute("aria-owns"));
  });
}

function begin() {
  nameFields(document);
  nameStrays();
  const $ = window.django?.jQuery;
  $?.(document).on("select2:open", (event) => setTimeout(() => nameOpenList(event)));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameFields(event.target)));
  // On a short page Django draws its boxes only after the page has loaded.
  $?.(() => nameFields(document));
  // select2 draws its box anew when something is chosen.
  $?.(document).on("change", "select", () => setTimeout(() => nameFields(document)));
}

window.addEventListener("load", begin);
