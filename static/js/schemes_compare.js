// Two editions on two maps that move together: beside each other, or one under a divider.
(function () {
  "use strict";
  const AggloMap = window.AggloMap;
  const part = document.querySelector("[data-compare]");
  if (!part) return;
  part.hidden = false;
  const holder = part.querySelector(".cmp-maps");
  const divider = part.querySelector(".cmp-divider");
  const said = part.querySelector("[data-said]");
  const looks = JSON.parse(document.getElementById("compare-looks").textContent);
  const sides = { old: document.getElementById("map-old"), new: document.getElementById("map-new") };
  const maps = {};
  const places = new Map(); // lineage → { bounds, name }
  let marks = [];

  for (const side in sides) maps[side] = AggloMap.create(sides[side]);

  // What one map does, the other does; the flag keeps the answer from coming back.
  let follows = false;
  function together(from, to) {
    from.on("move", () => {
      if (follows) return;
      follows = true;
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      follows = false;
    });
  }
  together(maps.old, maps.new);
  together(maps.new, maps.old);

  // The layer that is compared, as each edition has it, lies under what differs.
  async function context(side) {
    const info = await AggloMap.addBase(maps[side], sides[side]);
    const wanted = info.layers.filter((layer) =>
      layer.count && !layer.is_heavy && layer.theme !== "basis" &&
      (!part.dataset.layer || layer.code === part.dataset.layer));
    const pane = "compare-context";
    AggloMap.pane(maps[side], pane, 300, true);
    const renderer = AggloMap.canvas({ pane });
    const zoom = Math.round(maps[side].getZoom()) + 1;
    for (const layer of wanted.slice(0, 6)) {
      const shapes = await AggloMap.fetchJson(AggloMap.withQuery(layer.shapes_url, { zoom }));
      AggloMap.shapes(shapes, layer.style, { pane, renderer, interactive: false }).addTo(maps[side]);
    }
  }

  function remember(feature, layer) {
    const { lineage, name } = feature.properties;
    const bounds = layer.getBounds ? layer.getBounds() : L.latLngBounds([layer.getLatLng()]);
    const known = places.get(lineage);
    if (known) known.bounds.extend(bounds);
    else places.set(lineage, { bounds: L.latLngBounds(bounds.getSouthWest(), bounds.getNorthEast()), name });
  }

  async function differences() {
    const all = await AggloMap.fetchJson(part.dataset.shapesUrl);
    const whole = L.latLngBounds([]);
    for (const side in maps) {
      const pane = "compare-differences";
      AggloMap.pane(maps[side], pane, 450);
      const own = { ...all, features: all.features.filter((one) => one.properties.side === side) };
      AggloMap.shapes(own, looks, {
        pane,
        renderer: AggloMap.canvas({ pane }),
        onEachFeature: (feature, layer) => {
          remember(feature, layer);
          layer.bindTooltip(document.createTextNode(feature.properties.name).textContent
            .replace(/[&<>]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[one]));
          layer.on("click", () => show(feature.properties.lineage, true));
        },
      }).addTo(maps[side]);
    }
    for (const { bounds } of places.values()) whole.extend(bounds);
    if (whole.isValid()) maps.old.fitBounds(whole, { padding: [24, 24], maxZoom: 12, animate: false });
    for (const button of document.querySelectorAll(".cmp-rows [data-show]")) {
      button.hidden = !places.has(button.closest("[data-lineage]").dataset.lineage);
    }
  }

  function show(lineage, toRow) {
    const place = places.get(lineage);
    if (!place) return;
    marks.forEach((mark) => mark.remove());
    maps.old.fitBounds(place.bounds, { padding: [60, 60], maxZoom: 14, animate: false });
    marks = Object.values(maps).map((map) =>
      L.rectangle(place.bounds.pad(0.15), {
        color: "#0b4f8a", weight: 2, fill: false, interactive: false, renderer: L.svg(),
      }).addTo(map));
    document.querySelectorAll(".cmp-rows .is-shown").forEach((row) => row.classList.remove("is-shown"));
    const row = document.querySelector(`.cmp-rows [data-lineage="${lineage}"]`);
    if (row) row.classList.add("is-shown");
    if (row && toRow) row.scrollIntoView({ block: "nearest" });
    if (!toRow) part.scrollIntoView({ block: "nearest" });
    said.textContent = said.dataset.shown.replace("{name}", place.name);
  }

  document.addEventListener("click", (event) => {
    const row = event.target.closest(".cmp-rows [data-lineage]");
    if (row && !event.target.closest("a")) show(row.dataset.lineage, false);
  });

  // The divider: dragged, or moved by arrows, Home and End.
  let at = 50;
  function divide(percent) {
    at = Math.min(100, Math.max(0, percent));
    holder.style.setProperty("--at", `${at}%`);
    divider.setAttribute("aria-valuenow", String(Math.round(at)));
  }
  divider.addEventListener("pointerdown", (event) => {
    divider.setPointerCapture(event.pointerId);
    event.preventDefault();
    divider.focus();
  });
  divider.addEventListener("pointermove", (event) => {
    if (!divider.hasPointerCapture(event.pointerId)) return;
    const box = holder.getBoundingClientRect();
    divide(((event.clientX - box.left) / box.width) * 100);
  });
  divider.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: at - 2, ArrowDown: at - 2, ArrowRight: at + 2, ArrowUp: at + 2,
      PageDown: at - 10, PageUp: at + 10, Home: 0, End: 100 };
    if (!(event.key in steps)) return;
    event.preventDefault();
    divide(steps[event.key]);
  });

  for (const radio of part.querySelectorAll('[name="mode"]')) {
    radio.addEventListener("change", () => {
      const { bounds } = { bounds: maps.old.getBounds() };
      holder.dataset.mode = radio.value;
      divide(at);
      for (const side in maps) maps[side].invalidateSize({ animate: false });
      maps.old.fitBounds(bounds, { animate: false });
    });
  }

  const failed = () => { said.textContent = said.dataset.failed; said.classList.remove("visually-hidden"); };
  differences().catch(failed);
  context("old").catch(failed);
  context("new").catch(failed);
})();
