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
    const save = document.querySelector(".desk-bar .save, .submit-row [name=_continue], .submit-row [name=_save]");
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

// Of a form that asks for several things, only what the chosen one wants is shown.
function askOnly(select) {
  select.form.querySelectorAll("[data-asked-by]").forEach((row) => {
    row.hidden = !row.dataset.askedBy.split(" ").includes(select.value);
  });
}

function furnish() {
  const asking = document.querySelector("select[data-asking]");
  if (asking) {
    asking.addEventListener("change", () => askOnly(asking));
    askOnly(asking);
  }
  const $ = window.django?.jQuery;
  if ($?.fn.select2) {
    document.querySelectorAll("select.desk-tags").forEach((select) => openTagBox(select, $));
  }
}

furnish();
