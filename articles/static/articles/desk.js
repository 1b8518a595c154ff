// The keys and buttons of the desk. Every page works without it; nothing here acts while an input method is composing.
"use strict";

const COMMAS = ["、", "，", ",", "；", ";"];

// Heard on the way down: select2 lets no key pass on from its boxes.
document.addEventListener("keydown", (event) => {
  // An Enter or a mark that belongs to the input method must not choose, submit or split anything.
  if (event.isComposing || event.keyCode === 229) {
    event.stopPropagation();
    if (event.key === "Enter") event.preventDefault();
    return;
  }
  if (event.altKey && !event.ctrlKey && event.code === "KeyS") {
    const save = document.querySelector(".desk-bar .save");
    if (save) {
      event.preventDefault();
      save.click();
    }
  } else if (event.key === "Enter" && event.target.matches?.(".acts input[type=text]")) {
    // Enter beside a finding answers that finding; elsewhere in the form it saves.
    event.preventDefault();
    event.target.parentElement.querySelector("button")?.click();
  }
}, true);

// The tag box: suggestions by any spelling, a new tag at each mark that parts tags.
function openTagBox(select, $) {
  $(select).select2({
    ajax: {
      url: select.dataset.autocompleteLightUrl,
      dataType: "json",
      delay: 250,
      data: (asked) => ({ q: asked.term, page: asked.page }),
      processResults: (found) => ({
        results: found.results.map((tag) => ({ id: tag.text, text: tag.text })),
        pagination: found.pagination,
      }),
    },
    createTag: (asked) => {
      const name = asked.term.trim();
      return name ? { id: name, text: name, isNew: true } : null;
    },
    tags: true,
    theme: "admin-autocomplete",
    templateResult: (tag) => (tag.isNew ? select.dataset.newTag + tag.text : tag.text),
    tokenSeparators: COMMAS,
    width: "100%",
  });
}

// Rows in an order: the number decides, the buttons and the mouse only write numbers.
function numberOf(row) {
  return row.querySelector("input._reorder_");
}

function rowsOf(group) {
  return [...group.querySelectorAll(".inline-related:not(.empty-form, .tabular), tr.form-row:not(.empty-form)")].filter(numberOf);
}

function move(group, row, step) {
  const rows = rowsOf(group);
  const other = rows[rows.indexOf(row) + step];
  if (!other) return;
  if (step < 0) other.before(row);
  else other.after(row);
  rowsOf(group).forEach((each, n) => { numberOf(each).value = n + 1; });
  numberOf(row).dispatchEvent(new Event("change", { bubbles: true }));
}

function addMovers(group) {
  const up = group.dataset.up;
  const down = group.dataset.down;
  rowsOf(group).forEach((row) => {
    if (row.querySelector(".movers")) return;
    const name = row.querySelector(".inline_label, td.original p")?.textContent.trim() ?? "";
    const movers = document.createElement("span");
    movers.className = "movers";
    [[up, -1, "↑"], [down, 1, "↓"]].forEach(([label, step, sign]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", `${label}：${name}`);
      button.title = label;
      button.addEventListener("click", () => {
        move(group, row, step);
        button.focus();
      });
      movers.append(button);
    });
    numberOf(row).after(movers);
  });
}

function furnish() {
  const $ = window.django?.jQuery;
  if ($?.fn.select2) {
    document.querySelectorAll("select.desk-tags").forEach((select) => openTagBox(select, $));
  }
  const words = document.querySelector("[data-up][data-down]");
  document.querySelectorAll(".inline-group").forEach((group) => {
    if (!words || !group.querySelector("input._reorder_")) return;
    Object.assign(group.dataset, { up: words.dataset.up, down: words.dataset.down });
    addMovers(group);
    group.addEventListener("formset:added", () => addMovers(group));
  });
}

furnish();
