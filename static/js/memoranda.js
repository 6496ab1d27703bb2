// Reading a negotiation by keyboard. Every page works without it.

// j and k: the next and the former clause; n: the next that waits (links with data-key).
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const changes = document.querySelector("[data-changes]");
  if (changes && (event.key === "n" || event.key === "p")) {
    event.preventDefault();
    go(event.key === "n" ? 1 : -1);
    return;
  }
  if (event.key.length === 1) document.querySelector(`a[data-key="${CSS.escape(event.key)}"]`)?.click();
});

function isTyping(element) {
  return element.closest("input, textarea, select, [contenteditable]") !== null;
}

// The open clause stands in sight in its tree, without moving the page.
const current = document.querySelector("[data-tree] [aria-current]");
if (current) {
  const tree = current.closest("[data-tree]");
  const place = current.getBoundingClientRect().top - tree.getBoundingClientRect().top;
  if (place > tree.clientHeight - 80) tree.scrollTop += place - tree.clientHeight / 2;
}

// The discussion begins at what was said last.
const thread = document.querySelector("[data-thread]");
if (thread) thread.scrollTop = thread.scrollHeight;

// The comparison: n and p, or the two buttons, go from change to change and say where one is.
const list = [...document.querySelectorAll("[data-change]")];
let at = 0;

function go(step) {
  if (!list.length) return;
  at = Math.min(Math.max(at + step, 1), list.length);
  for (const one of document.querySelectorAll(".is-here")) one.classList.remove("is-here");
  const change = list[at - 1];
  change.classList.add("is-here");
  change.scrollIntoView({ block: "start" });
  change.querySelector("a")?.focus({ preventScroll: true });
  const place = document.querySelector("[data-at]");
  if (place) place.textContent = `${at} / ${list.length}`;
}

for (const button of document.querySelectorAll("[data-go]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    go(Number(button.dataset.go));
  });
}
window.addEventListener("hashchange", () => {
  const found = list.findIndex((one) => `#${one.id}` === location.hash);
  if (found >= 0) { at = found; go(1); }
});

// A suggestion of a new clause begins empty; back to another wording, with the clause's words.
for (const choice of document.querySelectorAll("input[name=kind]")) {
  choice.addEventListener("change", () => {
    for (const field of choice.form.querySelectorAll("[name^=heading_], [name^=text_]")) {
      if (choice.value === "addition" && field.value === field.defaultValue) field.value = "";
      if (choice.value === "change" && field.value === "") field.value = field.defaultValue;
    }
  });
}
