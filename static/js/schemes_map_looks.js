// How things are drawn: the look of a value by a layer's style (rules/styles.py says the same),
// icons as paths, hatches as patterns. Needs neither Leaflet nor a page: a worker loads it too.
(function () {
  "use strict";
  const AggloMap = (self.AggloMap = self.AggloMap || {});

  const DEFAULT = {
    color: "#0b4f8a", width: 1.5, fill: "#e8f1f9", fill_opacity: 0.4, dash: "solid", pattern: "",
    icon: "circle", size: 6, label: false, label_from_zoom: 10,
  };

  // The whole look for a value of the attribute that the style goes by.
  AggloMap.lookOf = function (style, value) {
    const look = {};
    for (const name in DEFAULT) look[name] = name in style ? style[name] : DEFAULT[name];
    if (value === null || value === undefined) return look;
    const found = (style.cases || []).find((one) => String(one.value) === String(value));
    if (found) for (const name in DEFAULT) if (name in found) look[name] = found[name];
    return look;
  };

  AggloMap.dashOf = function (dash, width) {
    const one = Math.max(width, 1.5);
    return {
      dash: [one * 3, one * 2],
      dot: [0.1, one * 2.2],
      dashdot: [one * 4, one * 2, 0.1, one * 2],
    }[dash] || [];
  };

  // Options of Leaflet for a look; kind "line" leaves out the fill.
  AggloMap.pathOptions = function (look, kind) {
    return {
      stroke: look.width > 0,
      color: look.color,
      weight: look.width,
      opacity: 1,
      dashArray: AggloMap.dashOf(look.dash, look.width).join(" ") || null,
      lineCap: look.dash === "dash" ? "butt" : "round",
      lineJoin: "round",
      fill: kind !== "line",
      fillColor: look.fill,
      fillOpacity: look.fill_opacity,
      pattern: kind === "line" ? "" : look.pattern,
      casing: kind === "line" && look.width >= 2,
    };
  };

  // The outline of an icon round (0, 0), as the d of an SVG path: for canvas and legend alike.
  AggloMap.iconPath = function (icon, r) {
    const spots = (points) => `M${points.map((one) => one.map((n) => n * r).join(" ")).join("L")}Z`;
    if (icon === "square" || icon === "hub") return spots([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
    if (icon === "diamond") return spots([[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]]);
    if (icon === "triangle") return spots([[0, -1.2], [1.15, 0.85], [-1.15, 0.85]]);
    if (icon === "cross") {
      const a = 0.36;
      return spots([[-a, -1], [a, -1], [a, -a], [1, -a], [1, a], [a, a], [a, 1], [-a, 1], [-a, a],
        [-1, a], [-1, -a], [-a, -a]]);
    }
    if (icon === "star") {
      const corners = [];
      for (let n = 0; n < 10; n += 1) {
        const turn = (Math.PI * n) / 5;
        const far = n % 2 ? 0.55 : 1.25;
        corners.push([Math.sin(turn) * far, -Math.cos(turn) * far]);
      }
      return spots(corners);
    }
    return `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`;
  };

  const outlines = new Map();
  function outline(icon, r) {
    const name = `${icon} ${r}`;
    if (!outlines.has(name)) outlines.set(name, new Path2D(AggloMap.iconPath(icon, r)));
    return outlines.get(name);
  }

  AggloMap.drawIcon = function (ctx, x, y, look) {
    ctx.save();
    ctx.translate(x, y);
    const shape = outline(look.icon, look.size / 2);
    ctx.globalAlpha = look.icon === "ring" ? 1 : look.fill_opacity;
    ctx.fillStyle = look.fill;
    ctx.fill(shape);
    ctx.globalAlpha = 1;
    if (look.width > 0) {
      ctx.lineWidth = look.width;
      ctx.strokeStyle = look.color;
      ctx.stroke(shape);
    }
    if (look.icon === "hub") {
      const arm = look.size * 0.25;
      ctx.strokeStyle = look.color;
      ctx.lineWidth = Math.max(1.5, look.size / 6);
      ctx.beginPath();
      ctx.moveTo(-arm, 0);
      ctx.lineTo(arm, 0);
      ctx.moveTo(0, -arm);
      ctx.lineTo(0, arm);
      ctx.stroke();
    }
    ctx.restore();
  };

  const patterns = new Map();
  // A hatch of the colour, drawn once and repeated; the side keeps slanted lines whole.
  AggloMap.patternOf = function (ctx, pattern, color) {
    const name = `${pattern} ${color}`;
    if (!patterns.has(name)) {
      const side = 8;
      const tile = self.document ? document.createElement("canvas") : new OffscreenCanvas(1, 1);
      tile.width = tile.height = side * 2;
      const pen = tile.getContext("2d");
      pen.scale(2, 2);
      pen.strokeStyle = pen.fillStyle = color;
      pen.lineWidth = 1.1;
      pen.globalAlpha = 0.75;
      if (pattern === "dots") {
        pen.arc(side / 2, side / 2, 1.1, 0, Math.PI * 2);
        pen.fill();
      } else {
        for (const from of [-side, 0, side]) {
          pen.moveTo(from, side);
          pen.lineTo(from + side, 0);
          if (pattern === "crosshatch") {
            pen.moveTo(from, 0);
            pen.lineTo(from + side, side);
          }
        }
        pen.stroke();
      }
      const made = ctx.createPattern(tile, "repeat");
      made.setTransform(new DOMMatrix().scale(0.5));
      patterns.set(name, made);
    }
    return patterns.get(name);
  };

  // Fill and stroke a path, or the pen's own, by Leaflet's options.
  AggloMap.paint = function (ctx, o, path) {
    const fill = () => (path ? ctx.fill(path, "evenodd") : ctx.fill("evenodd"));
    const stroke = () => (path ? ctx.stroke(path) : ctx.stroke());
    if (o.fill) {
      ctx.globalAlpha = o.fillOpacity;
      ctx.fillStyle = o.fillColor || o.color;
      fill();
      if (o.pattern) {
        ctx.globalAlpha = 1;
        ctx.fillStyle = AggloMap.patternOf(ctx, o.pattern, o.color);
        fill();
      }
    }
    if (!o.stroke || !o.weight) return;
    ctx.lineCap = o.lineCap;
    ctx.lineJoin = o.lineJoin;
    if (o.casing) {
      ctx.setLineDash([]);
      ctx.globalAlpha = 0.8;
      ctx.lineWidth = o.weight + 3;
      ctx.strokeStyle = "#fff";
      stroke();
    }
    ctx.setLineDash(o.dashArray ? String(o.dashArray).split(/[ ,]+/).map(Number) : []);
    ctx.globalAlpha = o.opacity;
    ctx.lineWidth = o.weight;
    ctx.strokeStyle = o.color;
    stroke();
    ctx.setLineDash([]);
  };
})();
