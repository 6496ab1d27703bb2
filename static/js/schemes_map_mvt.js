// Reads and draws a vector tile (Mapbox Vector Tile 2.1). Needs neither Leaflet nor a page: a worker
// loads it too.
(function () {
  "use strict";
  const AggloMap = (self.AggloMap = self.AggloMap || {});
  const letters = new TextDecoder();
  const MOST_LABELS = 300;

  // A walk over the fields of a protocol buffer: visit(field, wire, reader).
  class Reader {
    constructor(bytes, from = 0, to = bytes.length) {
      this.bytes = bytes;
      this.at = from;
      this.to = to;
    }
    varint() {
      let value = 0;
      let factor = 1;
      for (;;) {
        const byte = this.bytes[this.at++];
        value += (byte & 127) * factor;
        if (byte < 128) return value;
        factor *= 128;
      }
    }
    part() {
      const length = this.varint();
      const part = new Reader(this.bytes, this.at, this.at + length);
      this.at += length;
      return part;
    }
    text() {
      const part = this.part();
      return letters.decode(this.bytes.subarray(part.at, part.to));
    }
    packed() {
      const part = this.part();
      const numbers = [];
      while (part.at < part.to) numbers.push(part.varint());
      return numbers;
    }
    skip(wire) {
      if (wire === 0) this.varint();
      else if (wire === 1) this.at += 8;
      else if (wire === 2) this.part();
      else this.at += 4;
    }
    each(visit) {
      while (this.at < this.to) {
        const tag = this.varint();
        visit(tag >>> 3, tag & 7);
      }
    }
  }

  function valueIn(part) {
    let value = null;
    const view = new DataView(part.bytes.buffer, part.bytes.byteOffset);
    part.each((field, wire) => {
      if (field === 1) value = part.text();
      else if (field === 2) { value = view.getFloat32(part.at, true); part.at += 4; }
      else if (field === 3) { value = view.getFloat64(part.at, true); part.at += 8; }
      else if (field === 4 || field === 5) value = part.varint();
      else if (field === 6) { const n = part.varint(); value = n % 2 ? -(n + 1) / 2 : n / 2; }
      else if (field === 7) value = Boolean(part.varint());
      else part.skip(wire);
    });
    return value;
  }

  // The layers of a tile: [{name, extent, features: [{type, geometry, said}]}].
  AggloMap.readTile = function (bytes) {
    const layers = [];
    const tile = new Reader(bytes);
    tile.each((field, wire) => {
      if (field !== 3) return tile.skip(wire);
      const part = tile.part();
      const layer = { name: "", extent: 4096, features: [] };
      const keys = [];
      const values = [];
      part.each((inner, kind) => {
        if (inner === 1) layer.name = part.text();
        else if (inner === 2) layer.features.push(featureIn(part.part()));
        else if (inner === 3) keys.push(part.text());
        else if (inner === 4) values.push(valueIn(part.part()));
        else if (inner === 5) layer.extent = part.varint();
        else part.skip(kind);
      });
      for (const feature of layer.features) {
        feature.said = {};
        for (let n = 0; n < feature.tags.length; n += 2) {
          feature.said[keys[feature.tags[n]]] = values[feature.tags[n + 1]];
        }
      }
      layers.push(layer);
    });
    return layers;
  };

  function featureIn(part) {
    const feature = { type: 0, tags: [], geometry: [] };
    part.each((field, wire) => {
      if (field === 2) feature.tags = part.packed();
      else if (field === 3) feature.type = part.varint();
      else if (field === 4) feature.geometry = part.packed();
      else part.skip(wire);
    });
    return feature;
  }

  // Lead a pen along a geometry: move and line to pixels of the tile.
  function trace(geometry, scale, pen) {
    let x = 0;
    let y = 0;
    for (let at = 0; at < geometry.length; ) {
      const command = geometry[at] & 7;
      let count = geometry[at] >> 3;
      at += 1;
      if (command === 7) {
        pen.closePath();
        continue;
      }
      for (; count > 0; count -= 1, at += 2) {
        x += (geometry[at] >> 1) ^ -(geometry[at] & 1);
        y += (geometry[at + 1] >> 1) ^ -(geometry[at + 1] & 1);
        if (command === 1) pen.moveTo(x * scale, y * scale);
        else pen.lineTo(x * scale, y * scale);
      }
    }
  }

  // Draw what a tile holds of a layer on a canvas; isShown judges what is said of each object.
  AggloMap.drawTile = function (canvas, layer, read, isShown) {
    const side = 256;
    const ratio = canvas.width / side;
    const ctx = canvas.getContext("2d");
    ctx.scale(ratio, ratio);
    const scale = side / read.extent;
    const groups = new Map();
    for (const feature of read.features) {
      if (!isShown(feature.said)) continue;
      const value = feature.said.value;
      if (!groups.has(value)) {
        groups.set(value, { look: AggloMap.lookOf(layer.style, value), path: new Path2D(), spots: [] });
      }
      const group = groups.get(value);
      if (feature.type === 1) {
        trace(feature.geometry, scale, { moveTo: (x, y) => group.spots.push([x, y]), lineTo() {} });
      } else trace(feature.geometry, scale, group.path);
    }
    const kind = layer.geometry_type === "line" ? "line" : "area";
    for (const { look, path, spots } of groups.values()) {
      if (layer.geometry_type === "point") {
        for (const [x, y] of spots) AggloMap.drawIcon(ctx, x, y, look);
      } else AggloMap.paint(ctx, AggloMap.pathOptions(look, kind), path);
    }
  };

  // What may be written of a tile: [{uid, text, x, y}], x and y as parts of its side.
  AggloMap.labelsOfTile = function (layer, read, zoom, language, isShown) {
    const items = [];
    for (const { said, geometry, type } of read.features) {
      if (items.length >= MOST_LABELS) break;
      const look = AggloMap.lookOf(layer.style, said.value);
      const text = said[`name_${language}`] || said.name_kk || said.name_ru || said.key;
      if (!look.label || look.label_from_zoom > zoom + 1 || !text || !isShown(said)) continue;
      const spot = middleOf(geometry, type, read.extent);
      if (spot) items.push({ uid: said.uid, text, x: spot[0], y: spot[1], value: said.value });
    }
    return items;
  };

  // The middle of what lies wholly in the tile, as parts of its side; null of what goes beyond.
  function middleOf(geometry, type, extent) {
    let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
    const note = (x, y) => {
      west = Math.min(west, x);
      east = Math.max(east, x);
      north = Math.min(north, y);
      south = Math.max(south, y);
    };
    trace(geometry, 1 / extent, { moveTo: note, lineTo: note, closePath() {} });
    if (west < 0 || north < 0 || east > 1 || south > 1) return null;
    if (type !== 1 && (east - west) * 256 < 24) return null;
    return [(west + east) / 2, (north + south) / 2];
  }
})();
