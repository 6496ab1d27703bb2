// The objects of the layer on the map: exact shapes with versions, clicked to be opened.
// A layer with more than one answer holds is brought anew for each view.
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});
  const PAUSE = 300;
  const CHOSEN = { color: "#0b4f8a", weight: 4, dashArray: null };

  // hooks: click(uid) · leftOut(isLeftOut)
  Editor.Shapes = class {
    constructor(map, hooks) {
      this.map = map;
      this.hooks = hooks;
      this.byUid = new Map(); // uid → layer on the map
      this.versions = new Map(); // uid → version, those taken off too
      this.hidden = null;
      this.chosen = new Set();
      this.isPartial = false;
      let timer = 0;
      map.on("moveend", () => {
        clearTimeout(timer);
        if (this.isPartial) timer = setTimeout(() => this.load(), PAUSE);
      });
    }

    async open(address, info) {
      this.address = address;
      this.style = info.style;
      this.isPartial = false;
      this.clear();
      await this.load();
    }

    clear() {
      for (const layer of this.byUid.values()) layer.remove();
      this.byUid.clear();
      this.hidden = null;
      this.chosen = new Set();
    }

    async load() {
      const address = this.address;
      const bbox = this.map.getBounds().toBBoxString();
      const url = this.isPartial ? `${address}?bbox=${bbox}` : address;
      const answer = await AggloMap.fetchJson(url).catch(() => null);
      if (!answer || address !== this.address) return;
      const isFirst = !this.isPartial && answer.left_out;
      this.isPartial = this.isPartial || answer.left_out;
      if (isFirst) {
        await this.load();
        return;
      }
      const here = new Set(answer.features.map((one) => one.properties.uid));
      for (const uid of [...this.byUid.keys()]) if (!here.has(uid)) this.drop(uid);
      for (const feature of answer.features) {
        const { uid, version } = feature.properties;
        if (!this.byUid.has(uid) || this.versions.get(uid) !== version) this.put(feature);
      }
      this.hooks.leftOut(answer.left_out);
    }

    put(feature) {
      const { uid, version } = feature.properties;
      this.drop(uid);
      const layer = AggloMap.shapes(feature, this.style).getLayers()[0];
      layer.options.pmIgnore = true; // snapped to, but drawn only when it is open
      layer.options.snapIgnore = false;
      layer.aggloUsual = { ...layer.options };
      layer.on("click", (event) => {
        if (this.hooks.click(uid)) L.DomEvent.stop(event);
      });
      layer.bindTooltip(() => AggloMap.escaped(feature.properties.name), { sticky: true });
      this.byUid.set(uid, layer);
      this.versions.set(uid, version);
      if (uid !== this.hidden) layer.addTo(this.map);
      if (this.chosen.has(uid)) layer.setStyle(CHOSEN);
    }

    drop(uid) {
      const layer = this.byUid.get(uid);
      if (layer) layer.remove();
      this.byUid.delete(uid);
    }

    // What the server says an object is now.
    take(state) {
      this.versions.set(state.uid, state.version);
      if (state.removed) this.drop(state.uid);
      else this.put({ type: "Feature", geometry: state.shape, properties: { ...state.properties } });
    }

    // The open object is drawn by the tools: its usual picture steps aside.
    hide(uid) {
      const before = this.hidden;
      this.hidden = uid;
      if (before && this.byUid.has(before)) this.byUid.get(before).addTo(this.map);
      if (uid && this.byUid.has(uid)) this.byUid.get(uid).remove();
    }

    choose(uids) {
      for (const uid of this.chosen) {
        const layer = this.byUid.get(uid);
        if (layer) layer.setStyle(layer.aggloUsual);
      }
      this.chosen = new Set(uids);
      for (const uid of this.chosen) {
        const layer = this.byUid.get(uid);
        if (layer) layer.setStyle(CHOSEN);
      }
    }
  };
})();
