// Lengths and areas on the ellipsoid WGS 84, as the database measures them.
(function () {
  "use strict";
  const AggloMap = (window.AggloMap = window.AggloMap || {});
  const A = 6378137;
  const F = 1 / 298.257223563;
  const B = A * (1 - F);
  const E2 = F * (2 - F);
  const E = Math.sqrt(E2);
  const rad = (degrees) => (degrees * Math.PI) / 180;

  // Metres between two places [lat, lng]: the inverse problem after Vincenty.
  function between([lat1, lng1], [lat2, lng2]) {
    if (lat1 === lat2 && lng1 === lng2) return 0;
    const L_ = rad(lng2 - lng1);
    const u1 = Math.atan((1 - F) * Math.tan(rad(lat1)));
    const u2 = Math.atan((1 - F) * Math.tan(rad(lat2)));
    const [su1, cu1, su2, cu2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
    let lambda = L_;
    let sinS, cosS, sigma, cos2a, cos2m;
    for (let turn = 0; turn < 100; turn += 1) {
      const [sl, cl] = [Math.sin(lambda), Math.cos(lambda)];
      sinS = Math.hypot(cu2 * sl, cu1 * su2 - su1 * cu2 * cl);
      if (sinS === 0) return 0;
      cosS = su1 * su2 + cu1 * cu2 * cl;
      sigma = Math.atan2(sinS, cosS);
      const sinA = (cu1 * cu2 * sl) / sinS;
      cos2a = 1 - sinA * sinA;
      cos2m = cos2a ? cosS - (2 * su1 * su2) / cos2a : 0;
      const c = (F / 16) * cos2a * (4 + F * (4 - 3 * cos2a));
      const before = lambda;
      lambda = L_ + (1 - c) * F * sinA *
        (sigma + c * sinS * (cos2m + c * cosS * (2 * cos2m * cos2m - 1)));
      if (Math.abs(lambda - before) < 1e-12) break;
    }
    const uu = (cos2a * (A * A - B * B)) / (B * B);
    const aa = 1 + (uu / 16384) * (4096 + uu * (uu * (320 - 175 * uu) - 768));
    const bb = (uu / 1024) * (256 + uu * (uu * (74 - 47 * uu) - 128));
    const ds = bb * sinS * (cos2m + (bb / 4) * (cosS * (2 * cos2m * cos2m - 1) -
      (bb / 6) * cos2m * (4 * sinS * sinS - 3) * (4 * cos2m * cos2m - 3)));
    return B * aa * (sigma - ds);
  }

  // The latitude at which a sphere of the same area has the parallel.
  const q = (s) => (1 - E2) * (s / (1 - E2 * s * s) - Math.log((1 - E * s) / (1 + E * s)) / (2 * E));
  const QP = q(1);
  const RADIUS = A * Math.sqrt(QP / 2);
  const authalic = (lat) => Math.asin(Math.max(-1, Math.min(1, q(Math.sin(rad(lat))) / QP)));

  AggloMap.lengthOf = (points) =>
    points.slice(1).reduce((sum, point, at) => sum + between(points[at], point), 0);

  // Square metres inside a ring of places [lat, lng], on the sphere of the same area.
  AggloMap.areaOf = function (points) {
    if (points.length < 3) return 0;
    let excess = 0;
    points.forEach((point, at) => {
      const next = points[(at + 1) % points.length];
      const t1 = Math.tan(authalic(point[0]) / 2);
      const t2 = Math.tan(authalic(next[0]) / 2);
      const turn = Math.tan(rad(next[1] - point[1]) / 2);
      excess += 2 * Math.atan2(turn * (t1 + t2), 1 + t1 * t2);
    });
    return Math.abs(excess) * RADIUS * RADIUS;
  };

  // 12,4 km, 850 m; 704 km², 12,5 ha: three digits that count.
  function rounded(value) {
    const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return value.toLocaleString(AggloMap.locale(), options);
  }
  AggloMap.lengthInWords = (metres) =>
    metres >= 1000
      ? `${rounded(metres / 1000)} ${AggloMap.text("kilometres")}`
      : `${rounded(metres)} ${AggloMap.text("metres")}`;
  AggloMap.areaInWords = function (metres, words) {
    if (metres >= 1e7) return `${rounded(metres / 1e6)} ${words.squareKilometres}`;
    if (metres >= 1e4) return `${rounded(metres / 1e4)} ${words.hectares}`;
    return `${rounded(metres)} ${words.squareMetres}`;
  };
})();
