// Measuring on the map by points: a click, or Enter for the middle of the map. Ends with Escape.
// AggloMap.measuring(map, {started, ended}) gives {isOn, start, end}.
(function () {
  "use strict";
  const AggloMap = (window.AggloMap = window.AggloMap || {});
  const RULER = "M1 0a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h5v-1H2v-1h4v-1H4v-1h2v-1H2v-1h4V9H4V8h2V7H2V6h4V2h1v4h1V4h1v2h1V2h1v4h1V4h1v2h1V2h1v4h1V1a1 1 0 0 0-1-1z";

  AggloMap.measuring = function (map, { started, ended }) {
    const box = document.getElementById("map-measure");
    const value = document.getElementById("measure-value");
    const words = document.getElementById("measure-said").dataset;
    const pane = "agglo-measure";
    AggloMap.pane(map, pane, 660, true);
    const renderer = AggloMap.canvas({ pane });
    const ink = { pane, renderer, interactive: false, color: "#a3261d", weight: 3, dashArray: "6 4" };
    const shape = L.polygon([], { ...ink, fillColor: "#a3261d", fillOpacity: 0.12 });
    const line = L.polyline([], ink);
    const dots = L.layerGroup();
    let points = [];
    let isOn = false;
    const holder = map.getContainer().querySelector(".agm-zoom");
    const button = AggloMap.button(holder, RULER, AggloMap.text("measure"), () => (isOn ? end() : start()));
    button.setAttribute("aria-pressed", "false");

    const kind = () => box.querySelector("input[name='measure']:checked").value;

    function show() {
      const isArea = kind() === "area";
      shape.setLatLngs(isArea ? [points] : []);
      line.setLatLngs(isArea ? [] : points);
      dots.clearLayers();
      for (const point of points) {
        L.circleMarker(point, { ...ink, dashArray: null, radius: 4, weight: 2, fill: true, fillColor: "#fff", fillOpacity: 1 }).addTo(dots);
      }
      const enough = points.length > (isArea ? 2 : 1);
      if (!enough) value.textContent = "—";
      else if (isArea) value.textContent = AggloMap.areaInWords(AggloMap.areaOf(points), words);
      else value.textContent = AggloMap.lengthInWords(AggloMap.lengthOf(points));
    }
    function add(latlng) {
      points.push([latlng.lat, latlng.lng]);
      show();
    }

    function onKey(event) {
      if (event.key === "Escape") {
        event.stopPropagation();
        end();
      } else if (document.activeElement === map.getContainer()) {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          event.stopPropagation();
          add(map.getCenter());
        } else if (event.key === "Backspace") {
          event.preventDefault();
          points.pop();
          show();
        }
      }
    }
    const onClick = (event) => add(event.latlng);

    function start() {
      isOn = true;
      points = [];
      box.hidden = false;
      button.setAttribute("aria-pressed", "true");
      map.getContainer().classList.add("is-measuring");
      map.doubleClickZoom.disable();
      for (const one of [shape, line, dots]) one.addTo(map);
      map.on("click", onClick);
      document.addEventListener("keydown", onKey, true);
      show();
      started();
      map.getContainer().focus({ preventScroll: true });
    }

    function end() {
      isOn = false;
      box.hidden = true;
      button.setAttribute("aria-pressed", "false");
      map.getContainer().classList.remove("is-measuring");
      map.doubleClickZoom.enable();
      for (const one of [shape, line, dots]) one.remove();
      map.off("click", onClick);
      document.removeEventListener("keydown", onKey, true);
      ended();
      button.focus();
    }

    box.addEventListener("click", (event) => {
      const act = event.target.closest("[data-measure]")?.dataset.measure;
      if (act === "end") end();
      if (act === "undo") points.pop();
      if (act === "clear") points = [];
      if (act && act !== "end") show();
    });
    box.addEventListener("change", show);
    return { isOn: () => isOn, start, end };
  };
})();
