// The page round the map: tools and keys, notices, the choice of the layer, what was kept.
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});
  const SAID = 8000; // ms

  // Notices -------------------------------------------------------------------------------------
  Editor.state = function (holder, words, isBad) {
    holder.hidden = !words;
    holder.querySelector("span").textContent = words;
    holder.classList.toggle("saved--bad", Boolean(isBad));
  };

  // What can be undone, and what went wrong, stays; the rest is gone in a while.
  let saying = 0;
  Editor.say = function (holder, words, { isBad = false, undo = false } = {}) {
    clearTimeout(saying);
    if (!isBad && !undo) saying = setTimeout(() => { holder.hidden = true; }, SAID);
    holder.hidden = !words;
    holder.firstElementChild.textContent = words;
    holder.classList.toggle("ed__said--bad", isBad);
    holder.querySelector("[data-said='undo']").hidden = !undo;
  };

  Editor.hint = function (holder, words, { merge = false, finish = false } = {}) {
    holder.hidden = !words;
    holder.firstElementChild.textContent = words;
    holder.querySelector("[data-hint='merge']").hidden = !merge;
    holder.querySelector("[data-hint='finish']").hidden = !finish;
  };

  // A frame round what a warning means, for a moment.
  Editor.flash = function (map, [west, south, east, north]) {
    const frame = L.rectangle(L.latLngBounds([south, west], [north, east]).pad(0.1), {
      color: "#a3261d", weight: 3, fill: false, dashArray: "6 6", interactive: false, pmIgnore: true, snapIgnore: true,
    }).addTo(map);
    setTimeout(() => frame.remove(), 6000);
  };

  // Where the outline crosses itself, with the mended one to look at.
  let cross = null;
  Editor.crossing = function (map, answer, editor) {
    if (cross) cross.remove();
    cross = null;
    if (!answer) return;
    const [lon, lat] = answer.at;
    cross = L.circleMarker([lat, lon], {
      radius: 10, color: "#a3261d", weight: 3, fillColor: "#fff", fillOpacity: 0.6, pmIgnore: true, snapIgnore: true,
    }).addTo(map);
    cross.bindTooltip(editor.texts.crossing, { permanent: true, className: "ed-tip", direction: "top", offset: [0, -10] });
    map.setView([lat, lon], Math.max(map.getZoom(), 11));
    if (!answer.repaired) return;
    const field = document.querySelector("[data-drawn]");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-plain btn-sm drawn__mend";
    button.textContent = editor.texts.repair;
    button.addEventListener("click", () => {
      editor.stack.push({ kind: "shape", before: editor.tools.shape, after: answer.repaired });
      editor.tools.show(answer.repaired);
      editor.changed();
      Editor.crossing(map, null);
      editor.say(editor.texts.repaired);
      button.remove();
    });
    field.prepend(button);
  };

  // Tools ---------------------------------------------------------------------------------------
  const button = (name) => document.querySelector(`[data-tool="${name}"]`);

  Editor.showTools = function (editor) {
    if (!editor.info) return;
    const { object, tools, stack, info, acts, isDirty } = editor;
    const isSaved = Boolean(object && object.uid) && !isDirty;
    const isPoint = info.geometry_type === "point";
    const able = {
      draw: !isDirty, reshape: Boolean(tools.layer), drag: Boolean(tools.layer),
      split: isSaved && !isPoint, hole: isSaved && !isPoint, merge: !isDirty && !isPoint,
      remove: isSaved, undo: Boolean(stack.next) || tools.isDrawing, redo: Boolean(stack.again),
    };
    for (const name in able) button(name).disabled = !able[name];
    for (const name of ["draw", "reshape", "drag", "split", "hole"]) {
      button(name).setAttribute("aria-pressed", String(tools.mode === name));
    }
    button("merge").setAttribute("aria-pressed", String(Boolean(acts.merging)));
  };

  Editor.use = function (editor, name) {
    const { tools, texts, info, acts } = editor;
    const isOn = tools.mode === name || (name === "merge" && acts.merging);
    Editor.leave(editor);
    if (isOn) return;
    const draws = { point: texts.drawPoint, line: texts.drawLine, polygon: texts.drawArea };
    if (name === "draw") {
      editor.close();
      tools.start("draw", info.geometry_type);
      editor.hint(draws[info.geometry_type], { finish: info.geometry_type !== "point" });
    } else if (name === "split" || name === "hole") {
      tools.start(name, name === "split" ? "line" : "polygon");
      editor.hint(name === "split" ? texts.drawCut : texts.drawHole, { finish: true });
    } else if (name === "reshape" || name === "drag") {
      tools.start(name);
      editor.hint(texts[name]);
    } else if (name === "merge") acts.startMerge();
    else if (name === "remove") acts.remove();
    Editor.showTools(editor);
  };

  // Leaves the tool; what was drawn of an unfinished shape goes with it.
  Editor.leave = function (editor) {
    if (editor.acts.merging) editor.acts.stopMerge();
    if (editor.tools.mode === "draw") {
      editor.corners = null;
      editor.kept.forget(editor.layer);
    }
    editor.tools.stop();
    editor.hint("");
    Editor.showTools(editor);
  };

  function listen(editor, $) {
    document.querySelector(".ed__tools").addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-tool]");
      if (!pressed) return;
      const name = pressed.dataset.tool;
      if (name === "undo" || name === "redo") editor.acts.step(name === "undo");
      else Editor.use(editor, name);
    });
    $("ed-hint").addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-hint]");
      if (!pressed) return;
      const { hint } = pressed.dataset;
      if (hint === "merge") editor.acts.merge();
      else if (hint === "finish") editor.tools.finish();
      else Editor.leave(editor);
    });
    $("ed-said").addEventListener("click", (event) => {
      const pressed = event.target.closest("[data-said]");
      if (!pressed) return;
      $("ed-said").hidden = true;
      if (pressed.dataset.said === "undo") editor.acts.step(true);
    });
    document.addEventListener("keydown", (event) => {
      if (event.target.closest("input, textarea, select")) return;
      const isControl = event.ctrlKey || event.metaKey;
      if (event.key === "Escape") Editor.leave(editor);
      else if (isControl && event.code === "KeyZ") {
        event.preventDefault();
        editor.acts.step(!event.shiftKey);
      } else if (isControl && event.code === "KeyY") {
        event.preventDefault();
        editor.acts.step(false);
      }
    });
  }

  // The layer -----------------------------------------------------------------------------------
  let hideOthers = () => {};
  Editor.openLayer = async function (editor, code, $) {
    editor.keepNow();
    $("ed-layer").value = code;
    $("ed-said").hidden = true;
    Editor.leave(editor);
    editor.close();
    editor.layer = code;
    editor.state("");
    editor.info = editor.all.find((one) => one.code === code);
    const link = $("ed-byform");
    link.href = link.dataset.address.replace("LAYER", code);
    hideOthers();
    hideOthers = Editor.others(editor.map, $("ed-others"), editor.all, code);
    $("ed-search").value = "";
    Editor.showTools(editor);
    await Promise.all([editor.shapes.open(editor.at("shapes"), editor.info), editor.objects.load(editor.at("objects"))]);
    offer(editor, $);
  };

  function offer(editor, $) {
    const kept = editor.kept.read(editor.layer);
    const box = $("ed-kept");
    box.hidden = !kept;
    if (!kept) return;
    const at = new Date(kept.at);
    const time = `${at.toLocaleDateString(AggloMap.locale())} ${at.toTimeString().slice(0, 5)}`;
    box.querySelector("p").textContent = editor.texts.kept.replace("{time}", time);
    box.onclick = async (event) => {
      const pressed = event.target.closest("[data-kept]");
      if (!pressed) return;
      box.hidden = true;
      if (pressed.dataset.kept === "discard") editor.kept.forget(editor.layer);
      else if (kept.corners && !kept.shape) {
        Editor.use(editor, "draw");
        editor.tools.start("draw", editor.info.geometry_type, kept.corners);
        editor.map.panTo(kept.corners[kept.corners.length - 1]);
        Editor.showTools(editor);
      } else if (await editor.open(kept.object || null, { force: true, kept })) {
        // The version that was seen then: who changed the object since is not written over.
        if (kept.object) editor.object.version = kept.version;
        const bounds = editor.tools.bounds();
        if (bounds) editor.map.fitBounds(bounds.pad(0.3), { maxZoom: 15 });
      }
    };
  }

  Editor.begin = async function (editor, root, $) {
    listen(editor, $);
    const info = await AggloMap.fetchJson(editor.addresses.info).catch(() => null);
    if (!info) return editor.failed(0, {});
    editor.all = info.layers;
    const query = new URLSearchParams(location.search);
    const box = AggloMap.boundsOf(query.get("bbox"));
    if (box) {
      editor.map.fitBounds(box.pad(0.3), { maxZoom: 16 });
      Editor.flash(editor.map, query.get("bbox").split(",").map(Number));
    }
    $("ed-layer").addEventListener("change", (event) => Editor.openLayer(editor, event.target.value, $));
    await Editor.openLayer(editor, editor.layer, $);
    editor.warnings.load(editor.at("warnings"));
    const uid = query.get("object");
    if (uid && (await editor.open(uid))) {
      const bounds = editor.tools.bounds();
      if (bounds && !box) editor.map.fitBounds(bounds.pad(0.3), { maxZoom: 15 });
    }
    root.dataset.ready = "yes";
    return null;
  };
})();
