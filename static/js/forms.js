// Small help for forms; every form works without it.

// <button data-fill="#field" data-value="…"> puts an offered value into the field.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  const field = document.querySelector(button.dataset.fill);
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});

// <output data-sum-of="#field" data-plus="60"> adds what is typed to what is there.
for (const sum of document.querySelectorAll("[data-sum-of]")) {
  const field = document.querySelector(sum.dataset.sumOf);
  field.addEventListener("input", () => {
    sum.value = Number(sum.dataset.plus) + (Number.parseInt(field.value, 10) || 0);
  });
}

// <form data-unsaved>: leaving with changed words asks first; Ctrl+S saves.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  const note = document.querySelector("[data-unsaved-note]");
  let changed = form.hasAttribute("data-changed");
  const show = () => { if (note) note.hidden = !changed; };
  form.addEventListener("input", () => { changed = true; show(); });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyS") return;
    event.preventDefault();
    form.requestSubmit();
  });
  show();
}
