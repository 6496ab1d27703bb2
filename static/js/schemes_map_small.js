// A small map of one object: [data-small-map] with data-shape-url and data-base-url.
(function () {
  "use strict";
  const AggloMap = window.AggloMap;
  for (const element of document.querySelectorAll("[data-small-map]")) {
    const map = AggloMap.create(element, { scrollWheelZoom: false });
    AggloMap.fetchJson(element.dataset.shapeUrl).then((geojson) => {
      const chosen = AggloMap.chosen(map, geojson);
      map.fitBounds(chosen.getBounds(), { padding: [40, 40], maxZoom: 12, animate: false });
      return AggloMap.addBase(map, element);
    });
  }
})();
