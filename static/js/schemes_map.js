// The map that every page of the schemes uses: window.AggloMap. Plain script over Leaflet 1.9.
//   create(element)  a map by the element's data-bounds, data-attribution, data-label
//   addBase(map, element)  the quiet basemap: layers of the basis of the edition in data-base-url
//   shapes(geojson, style, options)  objects drawn by a layer's style
// Words stand in <meta name="map-texts"> of _map_assets.html.
(function () {
  "use strict";
  const AggloMap = (window.AggloMap = window.AggloMap || {});
  const HOME = [43.4, 77.1];
  const ICONS = {
    plus: "M8 2a.8.8 0 0 1 .8.8v4.4h4.4a.8.8 0 0 1 0 1.6H8.8v4.4a.8.8 0 0 1-1.6 0V8.8H2.8a.8.8 0 0 1 0-1.6h4.4V2.8A.8.8 0 0 1 8 2",
    minus: "M2 8a.8.8 0 0 1 .8-.8h10.4a.8.8 0 0 1 0 1.6H2.8A.8.8 0 0 1 2 8",
    whole: "M5.8 10.2a.5.5 0 0 1 0 .7L2.7 14H5a.5.5 0 0 1 0 1H1.5a.5.5 0 0 1-.5-.5V11a.5.5 0 0 1 1 0v2.3l3.1-3.1a.5.5 0 0 1 .7 0m4.4 0a.5.5 0 0 1 .7 0l3.1 3.1V11a.5.5 0 0 1 1 0v3.5a.5.5 0 0 1-.5.5H11a.5.5 0 0 1 0-1h2.3l-3.1-3.1a.5.5 0 0 1 0-.7m0-4.4a.5.5 0 0 0 .7 0L14 2.7V5a.5.5 0 0 0 1 0V1.5a.5.5 0 0 0-.5-.5H11a.5.5 0 0 0 0 1h2.3l-3.1 3.1a.5.5 0 0 0 0 .7m-4.4 0a.5.5 0 0 1-.7 0L2 2.7V5a.5.5 0 0 1-1 0V1.5a.5.5 0 0 1 .5-.5H5a.5.5 0 0 1 0 1H2.7l3.1 3.1a.5.5 0 0 1 0 .7",
  };

  // A word of the interface in the page's language.
  AggloMap.text = function (name) {
    const words = document.querySelector('meta[name="map-texts"]');
    return (words && words.dataset[name]) || "";
  };

  AggloMap.boundsOf = function (text) {
    const [west, south, east, north] = String(text || "").split(",").map(Number);
    return Number.isFinite(north) ? L.latLngBounds([south, west], [north, east]) : null;
  };

  AggloMap.button = function (holder, icon, words, act) {
    const button = L.DomUtil.create("button", "btn btn-plain", holder);
    button.type = "button";
    button.title = words;
    button.setAttribute("aria-label", words);
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    picture.setAttribute("viewBox", "0 0 16 16");
    picture.setAttribute("aria-hidden", "true");
    const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
    path.setAttribute("d", ICONS[icon] || icon);
    picture.append(path);
    button.append(picture);
    button.addEventListener("click", act);
    return button;
  };

  const Zoom = L.Control.extend({
    options: { position: "topright", bounds: null, fit: null },
    onAdd: function (map) {
      const holder = L.DomUtil.create("div", "agm-zoom");
      L.DomEvent.disableClickPropagation(holder);
      AggloMap.button(holder, "plus", AggloMap.text("zoomIn"), () => map.zoomIn());
      AggloMap.button(holder, "minus", AggloMap.text("zoomOut"), () => map.zoomOut());
      if (this.options.bounds) {
        const back = () => map.fitBounds(this.options.bounds, this.options.fit);
        AggloMap.button(holder, "whole", AggloMap.text("whole"), back);
      }
      return holder;
    },
  });

  // 0 ——— 25 km: a round distance of at most 120 pixels at the middle of the map.
  const Scale = L.Control.extend({
    options: { position: "bottomleft", most: 120 },
    onAdd: function (map) {
      const holder = L.DomUtil.create("div", "agm-scale");
      const words = L.DomUtil.create("div", "agm-scale__w", holder);
      L.DomUtil.create("span", "", words).textContent = "0";
      this._far = L.DomUtil.create("span", "", words);
      this._bar = L.DomUtil.create("div", "agm-scale__b", holder);
      map.on("moveend resize", this._draw, this);
      map.whenReady(this._draw, this);
      return holder;
    },
    onRemove: function (map) {
      map.off("moveend resize", this._draw, this);
    },
    _draw: function () {
      const map = this._map;
      const middle = map.getSize().y / 2;
      const from = map.containerPointToLatLng([0, middle]);
      const metres = map.distance(from, map.containerPointToLatLng([this.options.most, middle]));
      const tens = 10 ** Math.floor(Math.log10(metres));
      const round = [5, 2.5, 2, 1].find((one) => one * tens <= metres) * tens;
      this._bar.style.width = `${(this.options.most * round) / metres}px`;
      const unit = round < 1000 ? "metres" : "kilometres";
      const shown = (round < 1000 ? round : round / 1000).toLocaleString(AggloMap.locale());
      this._far.textContent = `${shown} ${AggloMap.text(unit)}`;
    },
  });

  // Numbers are grouped and pointed as in Russian also on Kazakh pages, as the portal does.
  AggloMap.locale = () => (document.documentElement.lang === "en" ? "en" : "ru");

  AggloMap.create = function (element, options) {
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const map = L.map(element, {
      zoomControl: false, attributionControl: false, zoomSnap: 0.5, minZoom: 5, maxZoom: 19,
      zoomAnimation: !still, fadeAnimation: !still, inertia: !still,
      renderer: AggloMap.canvas(), ...options,
    });
    element.classList.add("agm");
    if (!element.hasAttribute("role")) element.setAttribute("role", "region");
    if (!element.hasAttribute("aria-label")) {
      element.setAttribute("aria-label", element.dataset.label || AggloMap.text("map"));
    }
    const bounds = AggloMap.boundsOf(element.dataset.bounds);
    const fit = map.options.fit || { padding: [12, 12] };
    if (bounds) map.fitBounds(bounds, { ...fit, animate: false });
    else map.setView(HOME, 9);
    new Zoom({ bounds, fit }).addTo(map);
    new Scale().addTo(map);
    if (element.dataset.attribution) AggloMap.credit(map, element.dataset.attribution);
    return map;
  };

  // Name whose data are shown; the text is plain, never markup.
  AggloMap.credit = function (map, words) {
    if (!map.aggloCredit) {
      map.aggloCredit = L.control.attribution({ prefix: false }).addTo(map);
    }
    map.aggloCredit.addAttribution(L.Util.template("{words}", { words: AggloMap.escaped(words) }));
  };

  AggloMap.escaped = function (words) {
    const holder = document.createElement("span");
    holder.textContent = words;
    return holder.innerHTML;
  };

  // A pane of its own for what is drawn at a height; "still" panes let clicks through.
  AggloMap.pane = function (map, name, height, still) {
    const found = map.getPane(name);
    if (found) return found;
    const pane = map.createPane(name);
    pane.style.zIndex = height;
    if (still) pane.style.pointerEvents = "none";
    return pane;
  };

  // Objects drawn by a style: properties.value chooses the look. Options are those of L.geoJSON.
  AggloMap.shapes = function (geojson, style, options) {
    const scale = (options && options.scale) || 1;
    const lookFor = (feature) => {
      const look = AggloMap.lookOf(style || {}, (feature.properties || {}).value);
      return { ...look, size: look.size * scale };
    };
    const kindOf = (feature) =>
      feature.geometry && feature.geometry.type.includes("Line") ? "line" : "area";
    const pass = {};
    for (const name of ["pane", "renderer", "interactive"]) {
      if (options && name in options) pass[name] = options[name];
    }
    return L.geoJSON(geojson, {
      style: (feature) => ({ ...AggloMap.pathOptions(lookFor(feature), kindOf(feature)) }),
      pointToLayer: (feature, latlng) => AggloMap.marker(latlng, lookFor(feature), pass),
      ...options,
    });
  };

  AggloMap.fetchJson = async function (address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}: ${address}`);
    return answer.json();
  };

  AggloMap.addBase = async function (map, element) {
    if (!element.dataset.baseUrl) return null;
    const info = await AggloMap.fetchJson(element.dataset.baseUrl);
    const pane = AggloMap.pane(map, "agglo-base", 250, true);
    const renderer = AggloMap.canvas({ pane: "agglo-base" });
    const labels = AggloMap.labels ? AggloMap.labels().addTo(map) : null;
    const order = { polygon: 0, line: 1, point: 2 };
    const base = info.layers
      .filter((layer) => layer.theme === "basis" && layer.count && !layer.is_heavy)
      .sort((a, b) => order[a.geometry_type] - order[b.geometry_type]);
    const zoom = Math.round(map.getZoom()) + 1;
    const answers = await Promise.all(
      base.map((layer) => AggloMap.fetchJson(AggloMap.withQuery(layer.shapes_url, { zoom }))),
    );
    answers.forEach((geojson, at) => {
      AggloMap.shapes(geojson, base[at].style, { pane: "agglo-base", renderer, interactive: false })
        .addTo(map);
      if (labels) labels.set(base[at].code, AggloMap.labelsOf(geojson, base[at]));
      if (base[at].attribution) AggloMap.credit(map, base[at].attribution);
    });
    pane.classList.add("agm-base");
    return info;
  };

  AggloMap.withQuery = function (address, values) {
    const url = new URL(address, window.location.href);
    for (const name in values) url.searchParams.set(name, values[name]);
    return url.pathname + url.search;
  };
})();
