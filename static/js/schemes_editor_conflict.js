// Two people on one object: theirs and mine on the map in two colours, and a choice.
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});
  const THEIRS = { color: "#455463", weight: 3, fillColor: "#455463", fillOpacity: 0.15 };
  const MINE = { color: "#5b3e96", weight: 3, dashArray: "8 6", fillColor: "#5b3e96", fillOpacity: 0.1 };

  // choose("mine" | "new" | "theirs", version of theirs)
  Editor.Conflict = class {
    constructor(map, holder, texts, choose) {
      this.map = map;
      this.holder = holder;
      this.texts = texts;
      this.group = L.layerGroup([], { pmIgnore: true }).addTo(map);
      holder.addEventListener("click", (event) => {
        const button = event.target.closest("[data-choose]");
        if (!button) return;
        this.close();
        choose(button.dataset.choose, button.value);
      });
    }

    show(answer) {
      this.holder.innerHTML = answer.conflict;
      this.group.clearLayers();
      this.draw(answer.theirs.shape, THEIRS, this.texts.theirs, "top");
      const mine = this.draw(answer.mine, MINE, this.texts.mine, "bottom");
      const all = L.featureGroup(this.group.getLayers()).getBounds();
      if (mine && all.isValid()) this.map.fitBounds(all.pad(0.2), { maxZoom: 15 });
      const notice = this.holder.querySelector("[data-focus]");
      if (notice) notice.focus();
    }

    draw(shape, look, words, direction) {
      const point = (_feature, latlng) => L.circleMarker(latlng, { ...look, radius: 9 });
      const layer = L.geoJSON(shape, { style: look, pointToLayer: point, interactive: false, snapIgnore: true });
      layer.eachLayer((one) => {
        one.options.pmIgnore = true;
        one.bindTooltip(words, { permanent: true, className: "ed-tip", direction });
      });
      return layer.addTo(this.group);
    }

    close() {
      this.group.clearLayers();
      this.holder.textContent = "";
    }
  };
})();
