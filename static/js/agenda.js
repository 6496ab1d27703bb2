// The agenda in another order by dragging; the buttons up and down do the same without it.

let carried = null;

const rows = (list) => [...list.querySelectorAll("[data-item]")];

document.addEventListener("dragstart", (event) => {
  const row = event.target.closest?.("[data-item]");
  if (!row) return;
  carried = row;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", row.id);
  requestAnimationFrame(() => row.classList.add("agenda__i--carried"));
});

document.addEventListener("dragover", (event) => {
  if (!carried) return;
  const row = event.target.closest?.("[data-item]");
  const list = carried.closest("[data-sortable]");
  if (!event.target.closest?.("[data-sortable]")) return;
  event.preventDefault();
  if (!row || row === carried) return;
  const { top, height } = row.getBoundingClientRect();
  const after = event.clientY > top + height / 2;
  list.insertBefore(carried, after ? row.nextSibling : row);
});

document.addEventListener("drop", (event) => {
  if (carried) event.preventDefault();
});

document.addEventListener("dragend", () => {
  if (!carried) return;
  const row = carried;
  carried = null;
  row.classList.remove("agenda__i--carried");
  const form = row.querySelector("[data-move]");
  const field = form.querySelector("input[name=to]");
  const place = rows(row.closest("[data-sortable]")).indexOf(row) + 1;
  if (String(place) === field.value) return;
  field.value = place;
  field.disabled = false;
  form.requestSubmit();
});
