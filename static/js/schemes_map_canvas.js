// A canvas of Leaflet that knows hatches and icons, and points drawn by their look.
(function () {
  "use strict";
  const AggloMap = (window.AggloMap = window.AggloMap || {});

  const Canvas = L.Canvas.extend({
    options: { padding: 0.2, tolerance: 6 },
    _fillStroke: function (ctx, layer) {
      AggloMap.paint(ctx, layer.options);
    },
    _updateIcon: function (layer) {
      if (!this._drawing || layer._empty()) return;
      const p = layer._point;
      AggloMap.drawIcon(this._ctx, p.x, p.y, layer.options.look);
    },
  });
  AggloMap.canvas = (options) => new Canvas(options);

  const Marker = L.CircleMarker.extend({
    _updatePath: function () {
      if (this._renderer._updateIcon) this._renderer._updateIcon(this);
      else this._renderer._updateCircle(this);
    },
  });
  // A point by its look; a new look is given with marker.setLook(look).
  AggloMap.marker = function (latlng, look, options) {
    const radius = (look.size + look.width) / 2;
    const all = { ...AggloMap.pathOptions(look), radius, look, ...options };
    const marker = new Marker(latlng, all);
    marker.setLook = (next) =>
      marker.setStyle({ ...AggloMap.pathOptions(next), radius: (next.size + next.width) / 2, look: next });
    return marker;
  };
})();
