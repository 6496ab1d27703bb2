// The layers of an edition on a map: light ones as GeoJSON simplified for the zoom, heavy ones as
// tiles. AggloMap.layerSet(map, info, {failed}) gives show(code), hide(code), upTo(position).
(function () {
  "use strict";
  const AggloMap = (window.AggloMap = window.AggloMap || {});
  // As in reports/map.py: one answer is good for the zooms up to the step.
  const STEPS = [7, 9, 11, 13];
  const HEIGHTS = { polygon: 300, line: 400, point: 500 };

  const stepOf = (zoom) => STEPS.find((step) => zoom <= step) || 0;
  // Icons are smaller where much lies close together.
  const scaleOf = (zoom) => Math.max(0.5, Math.min(1, 0.5 + (zoom - 7.5) * 0.2));

  AggloMap.layerSet = function (map, info, { failed }) {
    const labels = AggloMap.labels().addTo(map);
    const positions = new Map(info.phases.map((phase) => [phase.code, phase.position]));
    const language = document.documentElement.lang;
    const drawn = new Map();
    let upTo = Infinity;
    const isShown = (said) => !said.phase || (positions.get(said.phase) || 0) <= upTo;

    function holderOf(layer) {
      const name = `agglo-${layer.code}`;
      AggloMap.pane(map, name, HEIGHTS[layer.geometry_type] + layer.order, true);
      return name;
    }

    const shownPhases = () =>
      upTo === Infinity ? null : [...positions.keys()].filter((code) => positions.get(code) <= upTo);

    function showTiles(layer) {
      const pane = holderOf(layer);
      const tiles = AggloMap.tiles(layer, { pane, shown: shownPhases(), language });
      tiles.on("load", () => {
        if (map.hasLayer(tiles)) labels.set(layer.code, tiles.labels());
      });
      tiles.on("tileerror", () => failed(layer));
      tiles.addTo(map);
      return { tiles };
    }

    async function bring(one) {
      const { layer } = one;
      const isPoint = layer.geometry_type === "point";
      const step = isPoint ? 0 : stepOf(map.getZoom());
      const scale = isPoint ? scaleOf(map.getZoom()) : 1;
      if (one.step === step && one.scale === scale) return;
      Object.assign(one, { step, scale });
      if (!one.answers.has(step)) {
        const address = step ? AggloMap.withQuery(layer.shapes_url, { zoom: step }) : layer.shapes_url;
        one.answers.set(step, AggloMap.fetchJson(address));
      }
      try {
        const geojson = await one.answers.get(step);
        if (one.step === step && drawn.get(layer.code) === one) paint(one, geojson);
      } catch {
        one.answers.delete(step);
        one.step = null;
        failed(layer);
      }
    }

    function paint(one, geojson) {
      const { layer } = one;
      one.geojson = geojson;
      const shown = geojson.features.filter((feature) => isShown(feature.properties));
      const made = AggloMap.shapes({ type: "FeatureCollection", features: shown }, layer.style, {
        pane: one.pane, renderer: one.renderer, interactive: false, scale: one.scale,
      });
      one.group?.remove();
      one.group = made.addTo(map);
      labels.set(layer.code, AggloMap.labelsOf({ features: shown }, layer));
    }

    function show(code) {
      const layer = info.layers.find((one) => one.code === code);
      if (!layer || drawn.has(code) || !layer.count) return;
      if (layer.is_heavy) {
        drawn.set(code, showTiles(layer));
        return;
      }
      const pane = holderOf(layer);
      const one = { layer, pane, renderer: AggloMap.canvas({ pane }), answers: new Map(), step: null };
      drawn.set(code, one);
      bring(one);
    }

    function hide(code) {
      const one = drawn.get(code);
      if (!one) return;
      drawn.delete(code);
      (one.tiles || one.group)?.remove();
      one.renderer?.remove();
      labels.drop(code);
    }

    map.on("zoomend", () => {
      for (const one of drawn.values()) if (!one.tiles) bring(one);
    });
    return {
      show,
      hide,
      codes: () => [...drawn.keys()],
      upTo: (position) => {
        upTo = position;
        for (const one of drawn.values()) {
          if (one.tiles) {
            one.tiles.options.shown = shownPhases();
            one.tiles.redraw();
          }
          if (one.geojson) paint(one, one.geojson);
        }
      },
    };
  };

  // The chosen object above all others: a bright line with a white edge.
  AggloMap.chosen = function (map, geojson) {
    const pane = "agglo-chosen";
    AggloMap.pane(map, pane, 600, true);
    const color = document.documentElement.hasAttribute("data-contrast") ? "#000" : "#0b4f8a";
    const renderer = AggloMap.canvas({ pane });
    const isArea = geojson.geometry.type.includes("Polygon");
    const common = { pane, renderer, interactive: false, lineCap: "round", lineJoin: "round", opacity: 1, fill: isArea };
    const ring = (latlng, style) => L.circleMarker(latlng, { ...style, radius: 11, fill: true });
    const part = (style) =>
      L.geoJSON(geojson, { ...common, style: { ...common, ...style }, pointToLayer: (_one, latlng) => ring(latlng, { ...common, ...style }) });
    return L.featureGroup([
      part({ color: "#fff", weight: 11, fillOpacity: 0 }),
      part({ color, weight: 6, fillColor: color, fillOpacity: isArea ? 0.14 : 0.1 }),
    ]).addTo(map);
  };
})();
