// Names on the map: drawn on one canvas above the objects, the more important first, none over
// another. AggloMap.labels() gives the layer; set(code, items) and drop(code) fill it.
(function () {
  "use strict";
  const AggloMap = (window.AggloMap = window.AggloMap || {});
  const PADDING = 0.15;
  const CELL = 64;
  const MOST_TRIED = 1200;

  // What may be written of a layer: [{text, at, from, rank, look, kind}].
  AggloMap.labelsOf = function (geojson, layer) {
    const items = [];
    for (const { properties, geometry } of geojson.features) {
      const look = AggloMap.lookOf(layer.style, properties.value);
      const at = properties.at || (geometry.type === "Point" ? geometry.coordinates : null);
      if (!look.label || !properties.label || !at) continue;
      const kind = layer.geometry_type;
      const rank = kind === "point" ? look.size : kind === "polygon" ? 5 : 3;
      items.push({ text: properties.label, at, from: look.label_from_zoom, rank, look, kind, phase: properties.phase });
    }
    return items;
  };

  function mixed(color) {
    const parts = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    const ink = [20, 32, 43];
    return `rgb(${parts.map((one, at) => Math.round(one * 0.45 + ink[at] * 0.55)).join(",")})`;
  }

  const Labels = L.Layer.extend({
    options: { pane: "agglo-labels" },
    initialize: function () {
      this._sets = new Map();
      this._widths = new Map();
    },
    set: function (code, items) {
      this._sets.set(code, items);
      this.redraw();
      return this;
    },
    drop: function (code) {
      if (this._sets.delete(code)) this.redraw();
    },
    only: function (test) {
      this._test = test;
      this.redraw();
    },
    onAdd: function (map) {
      AggloMap.pane(map, "agglo-labels", 640, true);
      this._canvas = L.DomUtil.create("canvas", "agm-labels leaflet-zoom-hide");
      this._canvas.setAttribute("aria-hidden", "true");
      map.getPane("agglo-labels").append(this._canvas);
      this.redraw();
    },
    onRemove: function () {
      this._canvas.remove();
      this._canvas = null;
    },
    getEvents: function () {
      return { moveend: this.redraw, resize: this.redraw };
    },
    redraw: function () {
      if (!this._canvas || this._waits) return;
      this._waits = requestAnimationFrame(() => {
        this._waits = 0;
        if (this._canvas) this._draw();
      });
    },
    _draw: function () {
      const map = this._map;
      const size = map.getSize();
      const pad = size.multiplyBy(PADDING).round();
      const all = size.add(pad.multiplyBy(2));
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const canvas = this._canvas;
      canvas.width = all.x * ratio;
      canvas.height = all.y * ratio;
      canvas.style.width = `${all.x}px`;
      canvas.style.height = `${all.y}px`;
      const origin = map.containerPointToLayerPoint(pad.multiplyBy(-1));
      L.DomUtil.setPosition(canvas, origin);
      const ctx = canvas.getContext("2d");
      ctx.scale(ratio, ratio);
      ctx.lineJoin = "round";
      ctx.textBaseline = "middle";
      this._family = getComputedStyle(document.body).fontFamily;
      this._plain = document.documentElement.hasAttribute("data-contrast");
      this._halo = "#fff";
      this._ink = this._plain ? "#000" : "#14202b";
      const taken = new Map();
      const written = [];
      for (const one of this._inView(map, origin, all).slice(0, MOST_TRIED)) {
        // The same name from two layers at one place is written once.
        const twice = written.some((w) =>
          w.item.text === one.item.text && Math.hypot(w.x - one.x, w.y - one.y) < 90);
        if (!twice && this._place(ctx, one, taken)) written.push(one);
      }
    },
    _inView: function (map, origin, all) {
      const zoom = map.getZoom();
      const found = [];
      for (const items of this._sets.values()) {
        for (const item of items) {
          if (item.from > zoom || (this._test && !this._test(item))) continue;
          const p = map.latLngToLayerPoint([item.at[1], item.at[0]]).subtract(origin);
          if (p.x < 0 || p.y < 0 || p.x > all.x || p.y > all.y) continue;
          found.push({ item, x: p.x, y: p.y });
        }
      }
      return found.sort((a, b) => b.item.rank - a.item.rank || a.item.from - b.item.from);
    },
    _font: function (item) {
      const scale = this._plain ? 1.25 : 1;
      if (item.kind === "polygon") return `500 ${13 * scale}px ${this._family}`;
      if (item.kind === "line") return `500 ${12.5 * scale}px ${this._family}`;
      const big = item.rank >= 8 ? 17 : item.rank >= 6 ? 15 : 13;
      return `${item.rank >= 8 ? 650 : item.rank >= 6 ? 550 : 400} ${big * scale}px ${this._family}`;
    },
    _place: function (ctx, { item, x, y }, taken) {
      ctx.font = this._font(item);
      const spaced = item.kind === "polygon" && "letterSpacing" in ctx;
      if ("letterSpacing" in ctx) ctx.letterSpacing = spaced ? "0.6px" : "0px";
      const name = ctx.font + item.text;
      if (!this._widths.has(name)) this._widths.set(name, ctx.measureText(item.text).width);
      const width = this._widths.get(name);
      const off = item.kind === "point" ? item.look.size / 2 + 6 : 0;
      const places = item.kind === "point"
        ? [[off, 0], [-off - width, 0], [-width / 2, off + 8], [-width / 2, -off - 8]]
        : [[-width / 2, 0]];
      for (const [dx, dy] of places) {
        const box = [x + dx - 3, y + dy - 10, x + dx + width + 3, y + dy + 10];
        if (this._isTaken(box, taken)) continue;
        ctx.lineWidth = 3.5;
        ctx.strokeStyle = this._halo;
        ctx.globalAlpha = 0.92;
        ctx.strokeText(item.text, x + dx, y + dy);
        ctx.globalAlpha = 1;
        ctx.fillStyle = this._plain || item.kind === "point" ? this._ink : mixed(item.look.color);
        ctx.fillText(item.text, x + dx, y + dy);
        return true;
      }
      return false;
    },
    _isTaken: function (box, taken) {
      const cells = [];
      for (let i = Math.floor(box[0] / CELL); i <= Math.floor(box[2] / CELL); i += 1) {
        for (let j = Math.floor(box[1] / CELL); j <= Math.floor(box[3] / CELL); j += 1) {
          const cell = taken.get(`${i} ${j}`) || [];
          for (const one of cell) {
            if (box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1]) return true;
          }
          cells.push([`${i} ${j}`, cell]);
        }
      }
      for (const [name, cell] of cells) {
        cell.push(box);
        taken.set(name, cell);
      }
      return false;
    },
  });
  AggloMap.labels = () => new Labels();
})();
