// An import: staged rows on a small map; the page renews itself by htmx while a worker has it.
(function () {
  "use strict";
  const COLOURS = { new: "--ok", updated: "--brand", same: "--mute", refused: "--bad" };
  const colourOf = (outcome) =>
    getComputedStyle(document.documentElement).getPropertyValue(COLOURS[outcome] || "--mute").trim();

  function look(feature) {
    const colour = colourOf(feature.properties.outcome);
    return { color: colour, weight: 1.5, fillColor: colour, fillOpacity: 0.18, opacity: 0.95 };
  }

  // Names come from people: they are set as text, never as markup.
  function tip(properties, word) {
    const holder = document.createElement("span");
    holder.className = "im-tip";
    const head = document.createElement("b");
    head.textContent = `${word} ${properties.row}`;
    holder.append(head, properties.name || "");
    return holder;
  }

  async function draw(element) {
    element.dataset.drawn = "yes";
    const map = window.AggloMap.create(element);
    window.AggloMap.addBase(map, element).catch(() => {});
    const renderer = L.canvas({ padding: 0.3 });
    const shapes = await window.AggloMap.fetchJson(element.dataset.shapesUrl);
    L.geoJSON(shapes, {
      renderer,
      style: look,
      pointToLayer: (feature, latlng) => L.circleMarker(latlng, { ...look(feature), radius: 5, renderer }),
      onEachFeature: (feature, layer) =>
        layer.bindTooltip(() => tip(feature.properties, element.dataset.row), { sticky: true }),
    }).addTo(map);
  }

  function begin() {
    const element = document.getElementById("import-map");
    if (element && !element.dataset.drawn && window.AggloMap) draw(element).catch(() => {});
  }

  begin();
  document.addEventListener("htmx:afterSwap", begin);
})();
