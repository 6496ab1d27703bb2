// Keys of the moderation queue. They work only while a remark of the queue itself is in focus, so
// that they never meet what a person types or the keys of a screen reader.
(function () {
  "use strict";
  const queue = document.getElementById("queue");
  if (!queue) return;
  const MOVES = { j: 1, k: -1 };
  queue.addEventListener("keydown", (event) => {
    const item = event.target;
    if (item.parentElement !== queue || event.ctrlKey || event.metaKey || event.altKey) return;
    // By the place of the key: the same keys in Latin and Cyrillic layouts.
    const key = event.code.replace("Key", "").toLowerCase();
    if (key in MOVES) {
      const items = [...queue.children];
      const next = items[items.indexOf(item) + MOVES[key]];
      if (next) next.focus();
      event.preventDefault();
      return;
    }
    const control = item.querySelector(`[data-key="${key}"]`);
    if (!control) return;
    event.preventDefault();
    control.click();
    const field = item.querySelector("details[open] input:not([type=hidden])");
    if (key === "r" && field) field.focus();
  });
})();
