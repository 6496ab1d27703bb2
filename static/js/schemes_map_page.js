// The public page of the map: layers, phases, search, card of an object, and the address that
// gives the very view. What stands in the address: layers, phase, at (lat,lng,zoom), object.
(function () {
  "use strict";
  const AggloMap = window.AggloMap;
  const page = document.getElementById("map-page");
  if (!page) return;
  const NUMBER = "00000000-0000-0000-0000-000000000000";
  const card = document.getElementById("map-card");
  const said = document.getElementById("map-said");
  const link = document.getElementById("map-link");
  const phases = document.getElementById("map-phase");
  const boxes = [...page.querySelectorAll("input[name='layer']")];
  const asked = new URLSearchParams(window.location.search);
  const state = { layers: asked.get("layers"), phase: asked.get("phase"), at: asked.get("at"), object: "" };

  page.classList.add("is-live");
  for (const one of document.querySelectorAll("[data-live]")) {
    if (one.id !== "map-measure") one.hidden = false;
  }
  // The order of the keyboard is that of the eye: on a narrow screen the layers come last.
  const tree = page.querySelector(".agp-tree");
  const narrow = window.matchMedia("(max-width: 767.98px)");
  const isPlain = document.documentElement.hasAttribute("data-contrast");
  const arrange = () => (narrow.matches || isPlain ? page.append(tree) : page.prepend(tree));
  arrange();
  narrow.addEventListener("change", arrange);
  // The card of phases lies over the foot of the map: the whole is shown above it.
  const foot = document.querySelector(".agp-phase");
  const low = foot && !foot.hidden ? foot.offsetHeight + 28 : 12;
  const fit = { paddingTopLeft: [12, 12], paddingBottomRight: [12, low] };
  const map = AggloMap.create(document.getElementById("map"), { fit });
  new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(map.getContainer());
  const measure = AggloMap.measuring(map, { started: () => say(""), ended: () => {} });
  let layers = null;
  let chosen = null;
  let opening = null;

  function say(words) {
    said.textContent = words;
    said.classList.toggle("is-shown", Boolean(words));
  }

  // The address ---------------------------------------------------------------------------------
  function query(edition) {
    const said = new URLSearchParams();
    said.set("edition", edition);
    for (const name in state) if (state[name]) said.set(name, state[name]);
    return said.toString();
  }
  function keep() {
    const address = `${window.location.pathname}?${query(page.dataset.edition)}`;
    window.history.replaceState(null, "", address);
    if (link) link.dataset.copy = window.location.href;
  }
  document.addEventListener("click", (event) => {
    const away = event.target.closest("a[data-keep-view]");
    if (!away) return;
    const target = new URL(away.href);
    for (const name in state) {
      if (state[name] && !target.searchParams.has(name)) target.searchParams.set(name, state[name]);
    }
    if ("keepLayers" in away.dataset && !target.searchParams.has("layers")) {
      const shown = boxes.filter((one) => one.checked).map((one) => one.value);
      target.searchParams.set("layers", shown.join(","));
      const box = map.getBounds();
      const sides = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
      target.searchParams.set("bbox", sides.map((one) => one.toFixed(4)).join(","));
    }
    away.href = target.pathname + target.search;
  });
  link?.addEventListener("click", () => {
    const words = link.querySelector("span");
    const before = words.textContent;
    if (before === link.dataset.done) return;
    words.textContent = link.dataset.done;
    say(link.dataset.done);
    setTimeout(() => {
      words.textContent = before;
      say("");
    }, 2500);
  });

  // The view ------------------------------------------------------------------------------------
  function atOf(text) {
    const [lat, lng, zoom] = (text || "").split(",").map(Number);
    return Number.isFinite(zoom) && Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? { lat, lng, zoom } : null;
  }
  const at = atOf(state.at);
  if (at) map.setView([at.lat, at.lng], at.zoom, { animate: false });
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    state.at = `${lat.toFixed(5)},${lng.toFixed(5)},${map.getZoom()}`;
    keep();
  });

  // Layers --------------------------------------------------------------------------------------
  function countOn(theme) {
    const inside = [...theme.querySelectorAll("input[name='layer']")];
    theme.querySelector("[data-on-count]").textContent =
      `${inside.filter((one) => one.checked).length}/${inside.length}`;
  }
  page.addEventListener("change", (event) => {
    const box = event.target;
    if (box.name === "layer") {
      if (box.checked) layers?.show(box.value);
      else layers?.hide(box.value);
      state.layers = boxes.filter((one) => one.checked).map((one) => one.value).join(",") || "none";
      countOn(box.closest("[data-theme]"));
      keep();
    }
    if (box.name === "phase") {
      state.phase = box.value;
      applyPhase();
      keep();
    }
  });

  function applyPhase() {
    const now = phases?.querySelector("input:checked");
    if (!now) return;
    const all = [...phases.querySelectorAll("input")];
    const share = all.length > 1 ? (all.indexOf(now) / (all.length - 1)) * 100 : 100;
    phases.style.setProperty("--upto", `${share}%`);
    layers?.upTo(Number(now.dataset.position));
    for (const one of info?.layers || []) {
      const shown = countUpTo(one, Number(now.dataset.position));
      const cell = page.querySelector(`[data-layer="${one.code}"] .agp-ly__n`);
      if (cell) cell.textContent = shown.toLocaleString(AggloMap.locale());
    }
  }
  function countUpTo(layer, position) {
    const early = new Set(info.phases.filter((one) => one.position <= position).map((one) => one.code));
    return Object.entries(layer.by_phase)
      .filter(([code]) => !code || early.has(code))
      .reduce((sum, [, many]) => sum + many, 0);
  }

  // An object -----------------------------------------------------------------------------------
  async function open(uid, { others = [], fit = false, focus = true } = {}) {
    const mine = (opening = Symbol(uid));
    try {
      const [html, geojson] = await Promise.all([
        fetch(page.dataset.cardUrl.replace(NUMBER, uid)).then((answer) => {
          if (!answer.ok) throw new Error(answer.status);
          return answer.text();
        }),
        AggloMap.fetchJson(page.dataset.shapeUrl.replace(NUMBER, uid)),
      ]);
      if (opening !== mine) return;
      card.innerHTML = html;
      showOthers(others);
      show(geojson, { fit, focus });
      say("");
    } catch {
      say(said.dataset.failed);
    }
  }
  function show(geojson, { fit, focus }) {
    card.hidden = false;
    page.classList.add("has-card");
    map.invalidateSize({ pan: false });
    chosen?.remove();
    chosen = AggloMap.chosen(map, geojson);
    state.object = geojson.properties.lineage;
    if (fit) map.fitBounds(chosen.getBounds(), { padding: [60, 60], maxZoom: 13 });
    if (focus) card.focus({ preventScroll: window.innerWidth >= 1200 });
    keep();
  }
  function showOthers(others) {
    if (!others.length) return;
    const box = document.createElement("div");
    box.className = "agp-others";
    const head = document.createElement("h3");
    head.className = "w-pane";
    head.textContent = AggloMap.text("also");
    const list = document.createElement("ul");
    for (const one of others) {
      const row = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "agp-other";
      button.textContent = one.name;
      const layer = document.createElement("span");
      layer.textContent = one.layer_name;
      button.append(layer);
      button.addEventListener("click", () => open(one.uid, { others: without(others, one) }));
      row.append(button);
      list.append(row);
    }
    box.append(head, list);
    card.querySelector(".agp-card__b").append(box);
  }
  const without = (others, taken) => others.filter((one) => one.uid !== taken.uid);
  function close() {
    opening = null;
    card.hidden = true;
    card.replaceChildren();
    page.classList.remove("has-card");
    chosen?.remove();
    chosen = null;
    state.object = "";
    map.getContainer().focus({ preventScroll: true });
    keep();
  }
  card.addEventListener("click", (event) => {
    if (event.target.closest("[data-card-close]")) close();
  });
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });

  async function pick(latlng) {
    say(said.dataset.waits);
    const values = {
      at: `${latlng.lng.toFixed(6)},${latlng.lat.toFixed(6)}`,
      zoom: map.getZoom(),
      layers: layers ? layers.codes().join(",") : "",
    };
    if (state.phase) values.phase = state.phase;
    try {
      const { objects } = await AggloMap.fetchJson(AggloMap.withQuery(page.dataset.pickUrl, values));
      if (objects.length) await open(objects[0].uid, { others: objects.slice(1) });
      else say(said.dataset.nothing);
    } catch {
      say(said.dataset.failed);
    }
  }
  map.on("click", (event) => {
    if (!measure.isOn()) pick(event.latlng);
  });
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== map.getContainer() || measure.isOn()) return;
    event.preventDefault();
    pick(map.getCenter());
  });
  AggloMap.search(page, (one) => {
    const box = boxes.find((other) => other.value === one.layer);
    if (box && !box.checked) box.click();
    open(one.uid, { fit: true });
  });

  // A foreign basemap, where the settings name one ----------------------------------------------
  const under = document.getElementById("map-under");
  let tiles = null;
  under?.addEventListener("change", () => {
    const { value, selectedOptions } = under;
    const { kind, attribution } = selectedOptions[0].dataset;
    tiles?.remove();
    tiles = null;
    if (value && kind === "wms") {
      tiles = L.tileLayer.wms(value, { layers: selectedOptions[0].dataset.layers, format: "image/png" });
    } else if (value) tiles = L.tileLayer(value);
    tiles?.addTo(map);
    document.getElementById("map-credit-under").textContent = attribution ? ` ${attribution}` : "";
  });

  // All together --------------------------------------------------------------------------------
  let info = null;
  (async () => {
    try {
      info = await AggloMap.fetchJson(page.dataset.infoUrl);
    } catch {
      say(said.dataset.failed);
      return;
    }
    layers = AggloMap.layerSet(map, info, { failed: () => say(said.dataset.failed) });
    applyPhase();
    AggloMap.overview(map, info, document.getElementById("map-overview")).catch(() => {});
    for (const box of boxes) if (box.checked) layers.show(box.value);
    const body = card.querySelector("[data-uid]");
    if (body) {
      const geojson = await AggloMap.fetchJson(page.dataset.shapeUrl.replace(NUMBER, body.dataset.uid));
      show(geojson, { fit: !at, focus: false });
    } else keep();
    page.dataset.ready = "yes";
  })();
})();
