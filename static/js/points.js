// Points of a draft decision: moved and removed on the spot. Without this file the same buttons
// send the form, and it comes back rearranged. A new point always comes from the server.

for (const form of document.querySelectorAll("form[data-points]")) {
  const list = form.querySelector("[data-list]");
  const shown = () => [...list.querySelectorAll("[data-point]:not([hidden])")];

  function number() {
    const points = shown();
    points.forEach((point, index) => {
      point.querySelector("[data-order]").value = index + 1;
      point.querySelector("[data-number]").textContent = index + 1;
      point.querySelector("[data-move=up]").disabled = index === 0;
      point.querySelector("[data-move=down]").disabled = index === points.length - 1;
    });
  }

  // Leaving with typed words that are not saved asks first.
  let isTyped = "unsaved" in form.dataset;

  list.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move], [data-remove]");
    if (!button) return;
    event.preventDefault();
    const point = button.closest("[data-point]");
    const points = shown();
    const place = points.indexOf(point);
    if ("remove" in button.dataset) {
      point.querySelector("[data-delete]").checked = true;
      point.hidden = true;
      (points[place + 1] ?? points[place - 1])?.querySelector("textarea").focus();
    } else if (button.dataset.move === "up" && place > 0) {
      points[place - 1].before(point);
    } else if (button.dataset.move === "down" && place < points.length - 1) {
      points[place + 1].after(point);
    }
    isTyped = true;
    number();
    if (!point.hidden) (button.disabled ? point.querySelector("textarea") : button).focus();
  });

  form.addEventListener("input", () => { isTyped = true; });
  form.addEventListener("submit", () => { isTyped = false; });
  window.addEventListener("beforeunload", (event) => { if (isTyped) event.preventDefault(); });
}
