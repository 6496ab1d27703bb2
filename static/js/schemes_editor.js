// The editor of a draft: one layer, one open object at a time. What it does itself stands here:
// opening, saving, keeping; the parts are in schemes_editor_*.js.
(function () {
  "use strict";
  const root = document.getElementById("editor");
  if (!root || !window.L || !window.AggloEditor) return;
  const Editor = window.AggloEditor;
  const $ = (id) => document.getElementById(id);
  const read = (id) => JSON.parse($(id).textContent);
  const KEEP_PAUSE = 400;

  const editor = {
    texts: read("ed-texts"),
    addresses: read("ed-addresses"),
    layer: root.dataset.layer,
    info: null, // of the layer
    object: null, // {uid, name, version}; uid is empty for a new one
    isShapeNew: false, // the drawing is not the saved one
    isDirty: false,
    corners: null, // of a drawing not finished
    at: (name) => editor.addresses[name].replace("LAYER", editor.layer),
  };
  const map = AggloMap.create($("ed-map"), { doubleClickZoom: false });
  editor.map = Editor.map = map;
  editor.kept = new Editor.Kept(root.dataset.kept);
  editor.stack = new Editor.Stack(() => Editor.showTools(editor));
  editor.acts = new Editor.Acts(editor);
  editor.tools = new Editor.Tools(map, editor.texts, {
    drawn: (purpose, shape) => drawn(purpose, shape),
    changed: (before, after) => {
      editor.stack.push({ kind: "shape", before, after });
      editor.changed();
    },
    corners: (corners) => {
      editor.corners = editor.tools.mode === "draw" ? corners : null;
      keep();
    },
  });
  editor.shapes = new Editor.Shapes(map, {
    click: (uid) => {
      if (editor.tools.isDrawing) return false;
      if (editor.acts.merging) editor.acts.toggle(uid);
      else editor.open(uid);
      return true;
    },
    leftOut: (isLeftOut) => isLeftOut && editor.say(editor.texts.leftOut),
  });
  editor.panel = new Editor.Panel($("ed-form"), $("ed-name"), {
    typed: () => editor.changed(false),
    save: () => editor.save(),
    discard: () => discard(),
    shapeTyped: (shape) => {
      if (!shape) return editor.say(editor.texts.badShape, { isBad: true });
      editor.stack.push({ kind: "shape", before: editor.tools.shape, after: shape });
      editor.tools.show(shape);
      look(editor.tools.bounds());
      return editor.changed();
    },
  });
  editor.conflict = new Editor.Conflict(map, $("ed-conflict"), editor.texts, (choice, version) => {
    editor.tools.veil(false);
    if (choice === "mine") editor.save({ over: version });
    else if (choice === "new") editor.save({ as_new: 1 });
    else {
      editor.kept.forget(editor.layer);
      editor.open(editor.object.uid, { force: true });
    }
  });
  const lists = { list: $("ed-objects"), note: $("ed-objects-note"), search: $("ed-search"), count: $("ed-count") };
  editor.objects = new Editor.Objects(lists, editor.texts, (uid, bbox) => {
    if (editor.acts.merging) return editor.acts.toggle(uid);
    look(L.latLngBounds([bbox[1], bbox[0]], [bbox[3], bbox[2]]));
    return editor.open(uid);
  });
  const warned = {
    list: $("ed-warnings"), note: $("ed-warnings-note"), count: $("ed-warned-count"), fold: $("ed-warned"),
  };
  editor.warnings = new Editor.Warnings(warned, editor.texts, async (bbox, warning) => {
    if (warning.layer !== editor.layer && !editor.isDirty) await Editor.openLayer(editor, warning.layer, $);
    look(L.latLngBounds([bbox[1], bbox[0]], [bbox[3], bbox[2]]));
    Editor.flash(map, bbox);
  });

  function look(bounds) {
    if (bounds && bounds.isValid()) map.fitBounds(bounds.pad(0.3), { maxZoom: 16 });
  }

  // What is said ------------------------------------------------------------------------------
  editor.state = (words, isBad) => Editor.state($("ed-saved"), words, isBad);
  editor.say = (words, options) => Editor.say($("ed-said"), words, options);
  editor.hint = (words, options) => Editor.hint($("ed-hint"), words, options);
  editor.failed = function (status, body) {
    const words = { 0: editor.texts.failed, 401: editor.texts.lostSession, 403: editor.texts.refused };
    const said = body.message || words[status] || editor.texts.failed;
    editor.say(said, { isBad: true });
    editor.state(editor.isDirty ? editor.texts.unsaved : "", editor.isDirty);
  };

  // Opening and closing -----------------------------------------------------------------------
  editor.open = async function (uid, { force = false, kept = null } = {}) {
    if (editor.isDirty && !force) {
      editor.say(editor.texts.saveFirst, { isBad: true });
      return false;
    }
    const address = uid ? `${editor.at("form")}?object=${uid}` : editor.at("form");
    const answer = await AggloMap.fetchJson(address).catch(() => null);
    if (!answer) {
      editor.failed(0, {});
      return false;
    }
    editor.stack.dropShapes();
    editor.conflict.close();
    const now = answer.object;
    editor.object = { uid: uid || "", name: now ? now.name : "", version: now ? now.version : null };
    editor.panel.show(answer.form, now ? now.name : editor.texts.newObject);
    if (now) editor.shapes.take(now);
    editor.shapes.hide(uid || null);
    editor.tools.show(kept ? kept.shape : now && now.shape);
    editor.objects.mark(uid ? [uid] : []);
    editor.isShapeNew = editor.isDirty = false;
    if (kept) {
      editor.panel.fill(kept.fields);
      editor.isShapeNew = kept.isShapeNew;
      editor.changed(kept.isShapeNew);
    }
    Editor.showTools(editor);
    return true;
  };

  editor.close = function () {
    editor.object = editor.corners = null;
    editor.isDirty = editor.isShapeNew = false;
    editor.tools.stop();
    editor.tools.show(null);
    editor.shapes.hide(null);
    editor.objects.mark([]);
    editor.conflict.close();
    editor.panel.clear();
    editor.stack.dropShapes();
    editor.hint("");
  };

  async function drawn(purpose, shape) {
    editor.hint("");
    editor.corners = null;
    if (purpose === "split") await editor.acts.split(shape);
    else if (purpose === "hole") await editor.acts.cut(shape);
    else if (await editor.open(null, { force: true, kept: { shape, fields: {}, isShapeNew: true } })) {
      editor.tools.start("reshape");
      const first = editor.panel.form.querySelector("select, input:not([type=hidden]), textarea");
      if (first) first.focus();
    }
    Editor.showTools(editor);
  }

  function discard() {
    editor.kept.forget(editor.layer);
    editor.state(editor.texts.nothing);
    if (editor.object && editor.object.uid) editor.open(editor.object.uid, { force: true });
    else editor.close();
  }

  // Keeping and saving ------------------------------------------------------------------------
  editor.changed = function (isShape = true) {
    if (!editor.object) return;
    editor.isDirty = true;
    editor.isShapeNew = editor.isShapeNew || isShape;
    editor.state(editor.texts.unsaved, true);
    Editor.showTools(editor);
    keep();
  };

  let keeping = 0;
  function keep() {
    clearTimeout(keeping);
    keeping = setTimeout(keepNow, KEEP_PAUSE);
  }
  function keepNow() {
    clearTimeout(keeping);
    if (!editor.isDirty && !editor.corners) return;
    const { object } = editor;
    editor.kept.keep(editor.layer, {
      object: object && object.uid, version: object && object.version, shape: editor.tools.shape,
      corners: editor.corners, fields: editor.panel.fields(), isShapeNew: editor.isShapeNew,
    });
  }
  editor.keepNow = keepNow;
  window.addEventListener("pagehide", keepNow);

  editor.save = async function (more) {
    if (!editor.panel.form || editor.isSaving) return;
    editor.isSaving = true;
    editor.state(editor.texts.saving);
    const data = editor.panel.data(editor.isShapeNew ? editor.tools.shape : null, more);
    const { status, body } = await Editor.send(editor.at("save"), data);
    editor.isSaving = false;
    Editor.crossing(map, null);
    if (body.outcome === "saved") {
      editor.kept.forget(editor.layer);
      editor.stack.dropShapes();
      editor.stack.push({ kind: "saved", moves: body.moves });
      editor.tools.stop();
      editor.hint("");
      editor.taken(body);
      await editor.open(body.objects[0].uid, { force: true });
    } else if (body.outcome === "form") {
      editor.panel.show(body.form);
      editor.state(editor.texts.unsaved, true);
      if (body.at) Editor.crossing(map, body, editor);
    } else if (body.outcome === "conflict") {
      editor.state(editor.texts.unsaved, true);
      editor.tools.veil(true);
      editor.hint("");
      editor.conflict.show(body);
    } else editor.failed(status, body);
  };

  // The server did it: the map, the lists and the state say so.
  editor.taken = function (answer) {
    answer.objects.forEach((one) => editor.shapes.take(one));
    editor.isDirty = editor.isShapeNew = false;
    editor.state(editor.texts.savedAt.replace("{time}", answer.saved_at));
    editor.objects.load();
    editor.warnings.load(editor.at("warnings"));
  };

  Editor.begin(editor, root, $);
})();
