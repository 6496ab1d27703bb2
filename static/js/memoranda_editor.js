// Writing a clause: marks by a button, a copy saved every few seconds, nothing lost with a session.
// Without this file the same fields are plain text areas, and the buttons of the form save them.

const PAUSE = 2500; // ms after the last key before a copy is saved

const MARKS = {
  bold: (text) => `**${text || "…"}**`,
  list: (text) => lines(text, (line) => `- ${line.replace(/^(-|\d+\))\s+/, "")}`),
  numbers: (text) => lines(text, (line, at) => `${at + 1}) ${line.replace(/^(-|\d+\))\s+/, "")}`),
  table: (text) => text ? lines(text, (line) => `| ${line.split(/\t|;/).join(" | ")} |`) : "| … | … |\n|---|---|\n| … | … |",
  link: (text) => `[${text || "…"}](https://)`,
};
const BLOCKS = new Set(["list", "numbers", "table"]);

function lines(text, change) {
  return (text || "…").split("\n").map(change).join("\n");
}

// Put a mark round what is selected; execCommand keeps the browser's own undo.
function mark(area, kind) {
  let { selectionStart: start, selectionEnd: end, value } = area;
  if (BLOCKS.has(kind)) {
    start = value.lastIndexOf("\n", start - 1) + 1;
    end = value.indexOf("\n", end) < 0 ? value.length : value.indexOf("\n", end);
  }
  const made = MARKS[kind](value.slice(start, end));
  area.focus();
  area.setSelectionRange(start, end);
  if (!document.execCommand("insertText", false, made)) area.setRangeText(made, start, end, "end");
  const hole = made.indexOf("…");
  if (hole >= 0) area.setSelectionRange(start + hole, start + hole + 1);
  if (kind === "link") area.setSelectionRange(start + made.length - 1, start + made.length - 1);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark]");
  if (button) mark(document.getElementById(button.dataset.for), button.dataset.mark);
});

document.addEventListener("keydown", (event) => {
  const area = event.target;
  if (!area.matches?.("textarea[data-marked]")) return;
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.code === "KeyB") {
    event.preventDefault();
    mark(area, "bold");
  }
});

for (const tools of document.querySelectorAll("[data-toolbar]")) tools.hidden = false;

// ?done=clause:…: the server has these words, the copy in the browser is no longer needed.
const done = new URLSearchParams(location.search).get("done");
if (done) remember(`portal:${done}`, null);

// <form data-editor data-save="…/draft/save/" data-place="clause:…">
for (const form of document.querySelectorAll("form[data-editor]")) keep(form);

function keep(form) {
  const note = form.querySelector("[data-saved]");
  const box = `portal:${form.dataset.place}`;
  const started = JSON.stringify(typed(form));
  let timer = 0;
  let kept = started; // what the server has
  let sending = false;
  let isLeaving = false;

  const say = (word, isBad = false) => {
    note.querySelector("span").textContent = word;
    note.classList.toggle("saved--bad", isBad);
  };

  function changed() {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    remember(box, { fields: typed(form), at: Date.now() });
  }

  async function save() {
    const now = JSON.stringify(typed(form));
    if (now === kept || isLeaving) return;
    if (sending) { timer = setTimeout(save, PAUSE); return; }
    sending = true;
    say(note.dataset.saving);
    try {
      const answer = await fetch(form.dataset.save, {
        method: "POST",
        redirect: "error", // a lost session sends to the login page
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ place: form.dataset.place, fields: JSON.parse(now) }),
      });
      if (!answer.ok) throw new Error(String(answer.status));
      kept = now;
      say(note.dataset.savedAt.replace("{time}", (await answer.json()).saved_at));
    } catch {
      say(note.dataset.failed, true);
      timer = setTimeout(save, 4 * PAUSE);
    } finally {
      sending = false;
    }
  }

  form.addEventListener("input", changed);
  form.addEventListener("submit", () => { isLeaving = true; clearTimeout(timer); });
  window.addEventListener("pageshow", () => { isLeaving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && JSON.stringify(typed(form)) !== kept) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => { if (document.hidden) save(); });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyS") return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-main]"));
  });
  offer(form, box, started, changed);
}

// What the browser kept when the server could not be reached is offered, never put in silently.
function offer(form, box, started, changed) {
  const place = form.querySelector("[data-kept]");
  const found = recall(box);
  const savedAt = Number(form.dataset.savedMs || 0);
  if (!found) return;
  if (JSON.stringify(found.fields) === started || found.at <= savedAt || "received" in form.dataset) {
    remember(box, null);
    return;
  }
  if (!place) return;
  const time = new Date(found.at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
  place.querySelector("p").textContent = place.dataset.words.replace("{time}", time);
  place.hidden = false;
  place.querySelector("[data-put]").addEventListener("click", () => {
    for (const [name, value] of Object.entries(found.fields)) {
      if (form.elements[name] && name !== "base_revision") form.elements[name].value = value;
    }
    place.hidden = true;
    changed();
  });
  place.querySelector("[data-forget]").addEventListener("click", () => {
    place.hidden = true;
    remember(box, null);
  });
}

function typed(form) {
  const skip = new Set(["csrfmiddlewaretoken", "button", "next"]);
  return Object.fromEntries([...new FormData(form)].filter(([name, value]) => !skip.has(name) && typeof value === "string"));
}

function remember(box, value) {
  try {
    if (value) localStorage.setItem(box, JSON.stringify(value));
    else localStorage.removeItem(box);
  } catch { /* a full or closed store is no reason to stop writing */ }
}

function recall(box) {
  try { return JSON.parse(localStorage.getItem(box)); } catch { return null; }
}

// <input data-filter="#list">: shows only the rows that hold what is typed; hidden without scripts.
for (const field of document.querySelectorAll("[data-filter]")) {
  field.closest("[data-filter-box]").hidden = false;
}
document.addEventListener("input", (event) => {
  const field = event.target.closest?.("[data-filter]");
  if (!field) return;
  const list = document.querySelector(field.dataset.filter);
  const wanted = field.value.trim().toLowerCase();
  let found = 0;
  for (const row of list.querySelectorAll("[data-row]")) {
    row.hidden = !row.dataset.row.toLowerCase().includes(wanted);
    found += row.hidden ? 0 : 1;
  }
  for (const head of list.querySelectorAll("[data-group]")) head.hidden = wanted !== "";
  list.querySelector("[data-none]").hidden = found > 0;
});

// On a narrow screen the parts of the text are folded: the text comes first.
function foldOutline() {
  const outline = document.querySelector("[data-outline]");
  if (outline && matchMedia("(max-width: 1199.98px)").matches) outline.open = false;
}
foldOutline();

// The tree by keyboard: Alt+arrows press the buttons of the clause in which the focus is.
document.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const way = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "out", ArrowRight: "in" }[event.key];
  const button = way && event.target.closest?.("[data-node]")?.querySelector(`[data-way=${way}]`);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});

// After an act the tree is drawn anew: the focus stays in the clause that moved.
let lastNode = "";
document.addEventListener("click", (event) => {
  const node = event.target.closest?.("[data-way]")?.closest("[data-node]");
  if (node) lastNode = `${node.id} ${event.target.closest("[data-way]").dataset.way}`;
});
document.addEventListener("htmx:afterSettle", () => {
  foldOutline();
  const [id, way] = lastNode.split(" ");
  lastNode = "";
  const node = id && document.getElementById(id);
  if (!node) return;
  const button = node.querySelector(`[data-way=${way}]:not(:disabled)`);
  (button?.offsetParent ? button : node.querySelector("[data-edit]"))?.focus({ preventScroll: true });
  node.scrollIntoView({ block: "nearest" });
});
