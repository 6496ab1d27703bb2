// Public discussion: remarks gathered on the map, the place of a new one, characters left.
// Every page works without it: the list says the same, the place can be found or typed.
(function () {
  "use strict";

  function pin(map, feature, words) {
    const { count, number, url, text } = feature.properties;
    const [east, north] = feature.geometry.coordinates;
    const isMany = count > 1;
    const label = isMany ? `${words.many} ${count}` : `${words.one} ${number}`;
    const icon = L.divIcon({
      className: `remark-pin${isMany ? " remark-pin--many" : ""}`,
      html: isMany ? String(Number(count)) : "",
      iconSize: null,
    });
    const marker = L.marker([north, east], { icon, title: label, alt: label });
    if (isMany) {
      marker.on("click", () => {
        const closer = Math.min(map.getZoom() + 2, map.getMaxZoom());
        map.setView(marker.getLatLng(), closer);
      });
    } else {
      marker.bindPopup(() => {
        const card = document.createElement("div");
        const head = card.appendChild(document.createElement("b"));
        head.textContent = label;
        const said = card.appendChild(document.createElement("p"));
        said.dir = "auto";
        said.textContent = text;
        const link = card.appendChild(document.createElement("a"));
        link.href = url;
        link.textContent = words.read;
        return card;
      });
    }
    marker.on("popupopen", (event) => {
      const close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      close.setAttribute("aria-label", words.close);
    });
    marker.on("add", () => {
      const element = marker.getElement();
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", label);
    });
    return marker;
  }

  function showRemarks(element) {
    const map = AggloMap.create(element);
    AggloMap.addBase(map, element);
    const holder = L.layerGroup().addTo(map);
    let shown = -1;
    let brought = null; // the part of the map whose remarks are here
    let wanted = element.dataset.remarksUrl;
    const draw = async () => {
      const zoom = Math.round(map.getZoom());
      if (zoom === shown && brought && brought.contains(map.getBounds())) return;
      shown = zoom;
      brought = map.getBounds().pad(0.5);
      const part = brought;
      const sides = [part.getWest(), part.getSouth(), part.getEast(), part.getNorth()];
      const limits = [-180, -90, 180, 90];
      const bbox = sides
        .map((side, at) => (at < 2 ? Math.max(side, limits[at]) : Math.min(side, limits[at])))
        .map((side) => side.toFixed(4))
        .join(",");
      const geojson = await AggloMap.fetchJson(AggloMap.withQuery(wanted, { zoom, bbox }));
      if (part !== brought) return; // the map has moved on
      holder.clearLayers();
      for (const feature of geojson.features) pin(map, feature, element.dataset).addTo(holder);
    };
    map.on("moveend", draw);
    // The list was searched: the map shows what the list shows.
    document.body.addEventListener("htmx:pushedIntoHistory", () => {
      wanted = element.dataset.remarksUrl.split("?")[0] + window.location.search;
      shown = -1;
      draw();
    });
    draw();
  }

  function pickPlace(element) {
    element.hidden = false;
    const field = document.getElementById("id_place");
    const map = AggloMap.create(element);
    AggloMap.addBase(map, element);
    let marker = null;
    const show = (latlng) => {
      if (marker) marker.setLatLng(latlng);
      else {
        const icon = L.divIcon({ className: "remark-pin", html: "", iconSize: null });
        const words = element.dataset.chosen;
        marker = L.marker(latlng, { icon, title: words, alt: words, draggable: true });
        marker.on("dragend", () => choose(marker.getLatLng()));
        marker.addTo(map);
      }
    };
    const choose = (latlng) => {
      field.value = `${latlng.lat.toFixed(5)}, ${latlng.lng.toFixed(5)}`;
      const free = document.querySelector('input[name="feature"][value=""]');
      if (free) free.checked = true;
      show(latlng);
    };
    const read = () => {
      const parts = field.value.split(/[,;]\s+|\s+|,(?=.*\.)/).filter(Boolean);
      const [lat, lng] = parts.map((one) => Number(one.replace(",", ".")));
      if (parts.length === 2 && Number.isFinite(lat) && Number.isFinite(lng)) {
        show(L.latLng(lat, lng));
        map.panTo([lat, lng]);
      }
    };
    map.on("click", (event) => choose(event.latlng));
    field.addEventListener("change", read);
    if (field.value) read();
  }

  function countCharacters(note) {
    const field = document.getElementById("id_text");
    const show = () => {
      const left = field.maxLength - field.value.length;
      note.textContent = left < 500 ? `${note.dataset.left} ${left}` : "";
    };
    field.addEventListener("input", show);
    show();
  }

  const ready = () => {
    const remarks = document.getElementById("remark-map");
    if (remarks) showRemarks(remarks);
    const place = document.getElementById("pick-map");
    if (place) pickPlace(place);
    const note = document.getElementById("text-left");
    if (note) countCharacters(note);
  };
  if (document.readyState === "complete") ready();
  else window.addEventListener("load", ready);
})();
