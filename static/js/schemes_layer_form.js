// The form of a layer: rows are added and moved at once, the symbol is drawn while it is chosen.
// Without this script rows are added by the server and their order is a number.
(function () {
  "use strict";
  const AggloMap = window.AggloMap;
  const form = document.querySelector("[data-layer-form]");
  if (!form) return;
  const SVG = "http://www.w3.org/2000/svg";
  const NUMBERS = ["width", "fill_opacity", "size"];

  function made(name, attributes, holder) {
    const element = document.createElementNS(SVG, name);
    for (const one in attributes) element.setAttribute(one, attributes[one]);
    if (holder) holder.append(element);
    return element;
  }

  function geometry() {
    const chosen = form.querySelector('[name="geometry_type"]');
    return chosen ? chosen.value : form.dataset.geometry;
  }

  // What is typed in a group of fields; what is empty is left to the look under it.
  function typed(prefix) {
    const look = {};
    for (const name of ["color", "fill", "dash", "pattern", "icon", ...NUMBERS]) {
      const field = form.querySelector(`[name="${prefix}-${name}"]`);
      if (!field || field.value === "") continue;
      look[name] = NUMBERS.includes(name) ? Number(field.value.replace(",", ".")) : field.value;
    }
    return look;
  }

  function stroke(look) {
    return {
      stroke: look.color, "stroke-width": look.width, "stroke-linejoin": "round",
      "stroke-dasharray": AggloMap.dashOf(look.dash, look.width).join(" "),
      "stroke-linecap": look.dash === "dash" ? "butt" : "round",
    };
  }

  function pattern(svg, look, id) {
    const tile = made("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, svg);
    const line = { stroke: look.color, "stroke-width": 1.1, "stroke-opacity": 0.75 };
    if (look.pattern === "dots") made("circle", { cx: 4, cy: 4, r: 1.1, fill: look.color }, tile);
    else made("path", { ...line, d: "M-2 2L2 -2M0 8L8 0M6 10L10 6" }, tile);
    if (look.pattern === "crosshatch") made("path", { ...line, d: "M0 0L8 8" }, tile);
    return `url(#${id})`;
  }

  function draw(holder, look, id) {
    const svg = made("svg", { viewBox: "0 0 110 60", width: 110, height: 60 });
    const kind = geometry();
    if (kind === "line") {
      made("path", { ...stroke(look), d: "M8 44C30 8 60 60 102 16", fill: "none" }, svg);
    } else if (kind === "point") {
      const at = { transform: "translate(55 30)", d: AggloMap.iconPath(look.icon, look.size / 2) };
      made("path", { ...at, ...stroke(look), fill: look.fill, "fill-opacity": look.fill_opacity }, svg);
    } else {
      const d = "M10 14L58 8L100 22L92 50L40 54L14 42Z";
      made("path", { d, fill: look.fill, "fill-opacity": look.fill_opacity }, svg);
      if (look.pattern) made("path", { d, fill: pattern(svg, look, id) }, svg);
      made("path", { ...stroke(look), d, fill: "none" }, svg);
    }
    holder.replaceChildren(svg);
    holder.hidden = false;
  }

  function drawAll() {
    const base = { ...AggloMap.lookOf({}), ...typed("style") };
    draw(form.querySelector(".sch-look__p"), base, "look-pattern");
    for (const row of form.querySelectorAll('[data-rows="cases"] [data-row]')) {
      const prefix = row.querySelector('[name$="-value"]').name.replace(/-value$/, "");
      draw(row.querySelector("[data-preview]"), { ...base, ...typed(prefix) }, `${prefix}-pattern`);
    }
  }

  function number(rows) {
    rows.querySelectorAll("[data-row]").forEach((row, at) => {
      row.querySelector('[name$="-ORDER"]').value = at + 1;
    });
  }

  function prepare(row) {
    row.querySelector("[data-moves]").hidden = false;
    row.querySelector(".sch-row__o").hidden = true;
  }

  form.addEventListener("click", (event) => {
    const add = event.target.closest("[data-add]");
    const move = event.target.closest("[data-move]");
    if (add) {
      event.preventDefault();
      const name = add.dataset.add;
      const rows = form.querySelector(`[data-rows="${name}"]`);
      const total = form.querySelector(`[name="${name}-TOTAL_FORMS"]`);
      const holder = document.createElement("div");
      const source = form.querySelector(`[data-row-of="${name}"]`);
      holder.innerHTML = source.innerHTML.replaceAll("__prefix__", total.value);
      const row = holder.querySelector("[data-row]");
      rows.append(row);
      total.value = Number(total.value) + 1;
      prepare(row);
      number(rows);
      row.querySelector("input").focus();
    }
    if (move) {
      const row = move.closest("[data-row]");
      const other = move.dataset.move === "up" ? row.previousElementSibling : row.nextElementSibling;
      if (!other) return;
      if (move.dataset.move === "up") other.before(row);
      else other.after(row);
      number(row.parentElement);
      move.focus();
    }
    drawAll();
  });
  form.addEventListener("input", drawAll);
  form.querySelectorAll("[data-rows] [data-row]").forEach(prepare);
  drawAll();
})();
