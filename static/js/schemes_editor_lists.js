// Beside the map: the objects of the layer with search, the warnings, the layers shown.
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});
  const PAUSE = 250;
  const SLOW = 3000; // ms

  function row(words, small, act) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ed__row";
    button.append(words);
    if (small) {
      const note = document.createElement("small");
      note.textContent = small;
      button.append(note);
    }
    button.addEventListener("click", act);
    item.append(button);
    return item;
  }

  // elements: list, note, search, count. choose(uid, bbox)
  Editor.Objects = class {
    constructor(elements, texts, choose) {
      Object.assign(this, elements, { texts, choose, address: "", chosen: new Set() });
      let timer = 0;
      this.search.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => this.load(), PAUSE);
      });
    }

    async load(address) {
      if (address) this.address = address;
      const asked = (this.asked = (this.asked || 0) + 1);
      const words = this.search.value.trim();
      const url = words ? `${this.address}?q=${encodeURIComponent(words)}` : this.address;
      const answer = await AggloMap.fetchJson(url).catch(() => null);
      if (!answer || asked !== this.asked) return;
      this.list.replaceChildren(
        ...answer.objects.map((one) => {
          const item = row(one.name, one.key, () => this.choose(one.uid, one.bbox));
          item.firstChild.dataset.uid = one.uid;
          return item;
        }),
      );
      if (!words) this.count.textContent = answer.count;
      const shown = answer.objects.length;
      if (!answer.count) this.note.textContent = words ? this.texts.noneFound : this.texts.noObjects;
      else if (shown < answer.count) {
        this.note.textContent = this.texts.moreObjects.replace("{shown}", shown).replace("{count}", answer.count);
      } else this.note.textContent = "";
      this.mark(this.chosen);
    }

    mark(uids) {
      this.chosen = new Set(uids);
      for (const one of this.list.querySelectorAll("[data-uid]")) {
        if (this.chosen.has(one.dataset.uid)) one.setAttribute("aria-current", "true");
        else one.removeAttribute("aria-current");
      }
    }
  };

  // elements: list, note, count. look(bbox, warning)
  Editor.Warnings = class {
    constructor(elements, texts, look) {
      Object.assign(this, elements, { texts, look, took: 0 });
      this.fold.addEventListener("toggle", () => {
        if (this.fold.open && this.isStale) this.load(this.address);
      });
    }

    // Of a draft so large that counting takes long, they are counted when they are looked at.
    async load(address) {
      this.address = address;
      this.isStale = this.took > SLOW && !this.fold.open;
      if (this.isStale) return;
      const began = performance.now();
      const answer = await AggloMap.fetchJson(address).catch(() => null);
      this.took = performance.now() - began;
      if (!answer) return;
      this.list.replaceChildren(
        ...answer.warnings.slice(0, 100).map((one) => {
          const names = one.objects.map((it) => it.name).join(", ");
          const sized = ["overlap", "gap", "sliver"].includes(one.kind) && one.area_m2;
          const size = sized ? ` · ${this.sizeOf(one.area_m2)}` : "";
          return row(one.title, `${one.layer_name}: ${names}${size}`, () => this.look(one.bbox, one));
        }),
      );
      this.count.textContent = answer.warnings.length + (answer.capped.length ? "+" : "");
      const more = answer.capped.length || answer.warnings.length > 100;
      this.note.textContent = !answer.warnings.length ? this.texts.noWarnings : more ? this.texts.moreWarnings : "";
    }

    sizeOf(area) {
      const isLarge = area >= 10000;
      const shown = isLarge ? (area / 10000).toFixed(1) : area.toFixed(0);
      const words = Number(shown).toLocaleString(AggloMap.locale());
      return `${words} ${isLarge ? this.texts.hectares : this.texts.squareMetres}`;
    }
  };

  // Other layers: shown, and then snapped to. Light ones only: a heavy one would be drawn by tiles.
  Editor.others = function (map, holder, layers, current) {
    const shown = new Map();
    async function toggle(layer, isOn) {
      if (!isOn) {
        if (shown.has(layer.code)) shown.get(layer.code).remove();
        shown.delete(layer.code);
        return;
      }
      const geojson = await AggloMap.fetchJson(layer.shapes_url).catch(() => null);
      if (!geojson || shown.has(layer.code)) return;
      const pane = AggloMap.pane(map, `ed-under-${layer.code}`, 260 + layer.order, true);
      pane.classList.add("ed-under");
      const renderer = AggloMap.canvas({ pane: `ed-under-${layer.code}` });
      const options = { pane: `ed-under-${layer.code}`, renderer, interactive: false };
      shown.set(layer.code, AggloMap.shapes(geojson, layer.style, options).addTo(map));
      if (layer.attribution) AggloMap.credit(map, layer.attribution);
    }
    holder.replaceChildren();
    for (const layer of layers) {
      if (layer.code === current || !layer.count || layer.is_heavy) continue;
      const item = document.createElement("li");
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.className = "form-check-input";
      box.checked = layer.theme === "basis";
      box.addEventListener("change", () => toggle(layer, box.checked));
      label.append(box, " ", layer.name);
      item.append(label);
      holder.append(item);
      if (box.checked) toggle(layer, true);
    }
    return () => shown.forEach((one) => one.remove());
  };
})();
