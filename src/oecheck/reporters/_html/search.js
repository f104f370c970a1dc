"use strict";
(function () {
  // Search and filter for a page that is whole without them.
  var form = document.getElementById("search");
  var query = document.getElementById("query");
  var shown = document.getElementById("shown");
  var texts = JSON.parse(form.dataset.texts);
  var entries = Array.from(document.querySelectorAll("article[data-level]"));
  var sought = new Map();

  function textOf(entry) {
    if (!sought.has(entry)) sought.set(entry, entry.textContent.toLowerCase());
    return sought.get(entry);
  }

  function show() {
    var words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
    var levels = new Set(Array.from(form.querySelectorAll("[name=level]:checked"), function (box) { return box.value; }));
    var count = 0;
    entries.forEach(function (entry) {
      var fits = levels.has(entry.dataset.level) && words.every(function (word) { return textOf(entry).includes(word); });
      entry.hidden = !fits;
      if (fits) count += 1;
    });
    shown.textContent = texts.shown.replace("{shown}", count).replace("{count}", entries.length);
  }

  if (!entries.length) return;
  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", show);
  show();

  // On paper everything is open, and afterwards as it was.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.from(document.querySelectorAll("details:not([open])"));
    opened.forEach(function (one) { one.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (one) { one.open = false; });
  });
})();
