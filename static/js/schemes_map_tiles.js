// Heavy layers: vector tiles, brought and drawn by a worker; where there is none, by the page.
// AggloMap.tiles(layer, {pane, shown, language}) gives a grid layer of Leaflet; its options.shown
// are the codes of the phases that are drawn (null: all).
(function () {
  "use strict";
  const AggloMap = (window.AggloMap = window.AggloMap || {});
  const SIDE = 256;
  const waits = new Map();
  let worker = null;
  let last = 0;

  function startWorker() {
    const names = document.querySelector('meta[name="map-texts"]').dataset;
    if (!window.OffscreenCanvas || !OffscreenCanvas.prototype.transferToImageBitmap) return null;
    try {
      const made = new Worker(names.worker);
      made.postMessage({ scripts: names.workerScripts.split(" ").map((one) => new URL(one, window.location.href).href) });
      made.onmessage = ({ data }) => {
        const take = waits.get(data.id);
        waits.delete(data.id);
        take?.(data);
      };
      return made;
    } catch {
      return null;
    }
  }

  // Ask for a tile; take({bitmap, labels}) or take({error}) comes later. Gives a way to give up.
  function ask(order, take) {
    worker = worker || startWorker();
    const id = (last += 1);
    if (worker) {
      waits.set(id, take);
      worker.postMessage({ id, ...order });
      return () => {
        waits.delete(id);
        worker.postMessage({ id, stop: true });
      };
    }
    const stop = new AbortController();
    make(order, stop.signal).then(take, (error) => error.name === "AbortError" || take({ error }));
    return () => stop.abort();
  }

  async function make({ url, layer, side, shown, zoom, language }, signal) {
    const answer = await fetch(url, { signal });
    if (!answer.ok) throw new Error(answer.status);
    if (answer.status === 204) return {};
    const read = AggloMap.readTile(new Uint8Array(await answer.arrayBuffer()))[0];
    if (!read) return {};
    const canvas = document.createElement("canvas");
    canvas.width = canvas.height = side;
    const isShown = (said) => !shown || !said.phase || shown.includes(said.phase);
    AggloMap.drawTile(canvas, layer, read, isShown);
    const labels = AggloMap.labelsOfTile(layer, read, zoom, language, isShown);
    return { bitmap: await createImageBitmap(canvas), labels };
  }

  const Tiles = L.GridLayer.extend({
    options: { maxNativeZoom: 18, updateWhenZooming: false, keepBuffer: 1, shown: null },
    initialize: function (layer, options) {
      L.GridLayer.prototype.initialize.call(this, options);
      this._layer = layer;
      this._labels = new Map();
      this.on("tileunload", ({ tile, coords }) => {
        tile.aggloStop?.();
        this._labels.delete(this._tileCoordsToKey(coords));
      });
    },
    createTile: function (coords, done) {
      const canvas = document.createElement("canvas");
      const side = SIDE * Math.min(2, window.devicePixelRatio || 1);
      canvas.width = canvas.height = side;
      const order = {
        url: new URL(L.Util.template(this._layer.tiles_url, coords), window.location.href).href,
        layer: { style: this._layer.style, geometry_type: this._layer.geometry_type },
        side,
        shown: this.options.shown,
        zoom: coords.z,
        language: this.options.language,
      };
      canvas.aggloStop = ask(order, ({ bitmap, labels, error }) => {
        if (bitmap) {
          canvas.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
          this._labels.set(this._tileCoordsToKey(coords), { labels, coords });
        }
        done(error || null, canvas);
      });
      return canvas;
    },
    // Names of what the present tiles hold, for the layer of labels.
    labels: function () {
      const items = new Map();
      const kind = this._layer.geometry_type;
      for (const { labels, coords } of this._labels.values()) {
        if (coords.z !== this._tileZoom) continue;
        for (const { uid, text, x, y, value } of labels) {
          if (items.has(uid)) continue;
          const look = AggloMap.lookOf(this._layer.style, value);
          const place = L.point(coords.x + x, coords.y + y).multiplyBy(SIDE);
          const { lat, lng } = this._map.unproject(place, coords.z);
          const rank = kind === "point" ? look.size : 2;
          items.set(uid, { text, at: [lng, lat], from: look.label_from_zoom, rank, look, kind });
        }
      }
      return [...items.values()];
    },
  });
  AggloMap.tiles = (layer, options) => new Tiles(layer, options);
})();
