// The map of measures on the dashboard: #measure-map with data-shapes-url and data-base-url.
// Without it the list beneath says the same.
(function () {
  "use strict";
  const element = document.getElementById("measure-map");
  if (!element || !window.AggloMap) return;
  // A state is told by the line as well as by the colour.
  const LOOK = {
    by: "state", color: "#0b4f8a", fill: "#0b4f8a", fill_opacity: 0.25, width: 4, size: 9, icon: "circle",
    cases: [
      { value: "done", color: "#1b6e3c", fill: "#1b6e3c" },
      { value: "planned", color: "#455463", fill: "#ffffff", dash: "dash", icon: "ring" },
      { value: "overdue", color: "#a3261d", fill: "#a3261d", icon: "square", dash: "dot" },
      { value: "cancelled", color: "#7a8794", fill: "#ffffff", dash: "dot", icon: "cross" },
    ],
  };

  function words(properties) {
    const holder = document.createElement("div");
    const link = document.createElement("a");
    link.href = properties.url;
    link.textContent = properties.measure;
    const line = document.createElement("p");
    line.textContent = [properties.name, properties.state].filter(Boolean).join(" · ");
    holder.append(link, line);
    return holder;
  }

  async function draw() {
    const map = AggloMap.create(element);
    const [geojson] = await Promise.all([
      AggloMap.fetchJson(element.dataset.shapesUrl),
      AggloMap.addBase(map, element),
    ]);
    const shapes = AggloMap.shapes(geojson, LOOK, {
      onEachFeature: (feature, layer) => layer.bindPopup(() => words(feature.properties)),
    }).addTo(map);
    if (!element.dataset.bounds && shapes.getLayers().length) {
      map.fitBounds(shapes.getBounds(), { padding: [24, 24], maxZoom: 12, animate: false });
    }
  }

  draw().catch(() => {
    const said = document.createElement("p");
    said.className = "notice warn";
    said.textContent = element.dataset.failed;
    element.replaceWith(said);
  });
})();
