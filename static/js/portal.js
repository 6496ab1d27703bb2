// A few behaviours bound to data-* attributes. Every page works without them.

// Menus made of <details data-menu>: Escape and a click elsewhere close them.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// An error summary takes the focus, so that it is read first.
function focusSummary(root) {
  root.querySelector("[data-focus]")?.focus();
}

// <form data-once>: a second click does not send it again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-once]")) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// <select data-submit>, <input data-submit>: a filter applies as soon as it is chosen.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
});

// <button data-print>, <button data-copy="text">.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-print], [data-copy]");
  if (!button) return;
  if ("print" in button.dataset) window.print();
  if (button.dataset.copy) navigator.clipboard?.writeText(button.dataset.copy);
});

// The open page stands in sight among the tabs of a narrow screen.
const tab = document.querySelector(".w-tabs [aria-current]");
if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft - 16;

focusSummary(document);
document.addEventListener("htmx:afterSwap", (event) => focusSummary(event.target));
