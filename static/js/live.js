// Pages with a part that renews itself (templates/councils/_live.html); htmx does the asking.

const lost = () => document.getElementById("live-lost");

// What comes back without the live part (a page of login, an error) never takes its place.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { target, xhr } = event.detail;
  if (target?.id !== "live" || xhr.status === 204) return;
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  if (page.getElementById("live")) return;
  event.detail.shouldSwap = false;
  if (xhr.status < 400) window.location.reload();
});

// No connection: say so, and take it back when an answer comes.
document.addEventListener("htmx:sendError", () => { if (lost()) lost().hidden = false; });
document.addEventListener("htmx:responseError", () => { if (lost()) lost().hidden = false; });
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful && lost()) lost().hidden = true;
});

// <details data-keep id="…">: what was unfolded stays unfolded.
const unfolded = new Set();
document.addEventListener("htmx:beforeSwap", () => {
  unfolded.clear();
  for (const part of document.querySelectorAll("#live details[data-keep][open]")) unfolded.add(part.id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
});

// A reader hears what changed, once, in a place that is never swapped itself.
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "live") return;
  const news = document.querySelector("#live [data-news]")?.dataset.news ?? "";
  const place = document.getElementById("live-news");
  if (place && place.textContent !== news) place.textContent = news;
});
