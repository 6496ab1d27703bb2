// A small picture in the corner of a wide map: the whole territory, and the part that is seen.
(function () {
  "use strict";
  const AggloMap = window.AggloMap;
  const WIDTH = 124;
  const MOST_HEIGHT = 130;
  const RATIO = 2;

  AggloMap.overview = async function (map, info, holder) {
    const ground = info.layers.find(
      (one) => one.theme === "basis" && one.geometry_type === "polygon" && one.count && !one.is_heavy,
    );
    if (!holder || !ground) return;
    const shapes = await AggloMap.fetchJson(AggloMap.withQuery(ground.shapes_url, { zoom: 7 }));
    const [west, south, east, north] = ground.bounds;
    const at = (lat, lng) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lng), 8);
    const corner = at(north, west);
    const all = at(south, east).subtract(corner);
    const scale = Math.min(WIDTH / all.x, MOST_HEIGHT / all.y);
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(all.x * scale * RATIO);
    canvas.height = Math.ceil(all.y * scale * RATIO);
    canvas.style.width = `${canvas.width / RATIO}px`;
    holder.append(canvas);
    holder.hidden = false;
    const pen = canvas.getContext("2d");
    pen.scale(RATIO, RATIO);
    const place = (lat, lng) => at(lat, lng).subtract(corner).multiplyBy(scale);
    const outline = new Path2D();
    for (const { geometry } of shapes.features) {
      const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      for (const ring of parts.flat()) {
        ring.forEach(([lng, lat], number) => {
          const { x, y } = place(lat, lng);
          if (number) outline.lineTo(x, y);
          else outline.moveTo(x, y);
        });
        outline.closePath();
      }
    }
    const draw = () => {
      pen.clearRect(0, 0, canvas.width, canvas.height);
      pen.fillStyle = "#f2f1e8";
      pen.fill(outline);
      pen.lineWidth = 0.7;
      pen.strokeStyle = "#8b98a5";
      pen.stroke(outline);
      const seen = map.getBounds();
      const first = place(seen.getNorth(), seen.getWest());
      const second = place(seen.getSouth(), seen.getEast());
      pen.fillStyle = "rgb(11 79 138 / .12)";
      pen.strokeStyle = "#a3261d";
      pen.lineWidth = 1.5;
      pen.fillRect(first.x, first.y, second.x - first.x, second.y - first.y);
      pen.strokeRect(first.x, first.y, second.x - first.x, second.y - first.y);
    };
    map.on("moveend resize", draw);
    draw();
  };
})();
