// Acts on the open object that the server does at once: part, cut, join, take off; undo and redo.
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});

  // editor: what schemes_editor.js makes; it knows the map, the panel and the open object.
  Editor.Acts = class {
    constructor(editor) {
      this.editor = editor;
      this.merging = null; // uids, the first survives
    }

    seen(uid, more) {
      return { object: uid, version: this.editor.shapes.versions.get(uid), ...more };
    }

    async send(act, objects, more) {
      const { editor } = this;
      editor.state(editor.texts.saving);
      const { status, body } = await Editor.send(editor.addresses.act, { act, objects, ...more });
      if (body.outcome === "saved") return body;
      editor.failed(status, body);
      return null;
    }

    async done(answer, words, open) {
      if (!answer) return;
      const { editor } = this;
      editor.stack.dropShapes();
      editor.stack.push({ kind: "saved", moves: answer.moves });
      editor.taken(answer);
      editor.say(words, { undo: true });
      if (open) await editor.open(open, { force: true });
      else editor.close();
    }

    async remove() {
      const { uid, name } = this.editor.object;
      const answer = await this.send("remove", [this.seen(uid)]);
      await this.done(answer, this.editor.texts.removed.replace("{name}", name));
    }

    async split(shape) {
      const { uid } = this.editor.object;
      const answer = await this.send("split", [this.seen(uid)], { shape });
      const words = answer && this.editor.texts.split.replace("{count}", answer.objects.length);
      await this.done(answer, words, uid);
    }

    async cut(shape) {
      const { uid, name } = this.editor.object;
      const answer = await this.send("cut", [this.seen(uid)], { shape });
      await this.done(answer, this.editor.texts.cut.replace("{name}", name), uid);
    }

    // Joining: the open object first, others are added on the map or in the list.
    startMerge() {
      this.merging = this.editor.object ? [this.editor.object.uid] : [];
      this.showMerge();
    }

    toggle(uid) {
      const at = this.merging.indexOf(uid);
      if (at >= 0) this.merging.splice(at, 1);
      else this.merging.push(uid);
      this.showMerge();
    }

    showMerge() {
      const { editor } = this;
      editor.shapes.choose(this.merging);
      editor.objects.mark(this.merging);
      const words = editor.texts.chooseMerge.replace("{count}", this.merging.length);
      editor.hint(words, { merge: this.merging.length > 1 });
    }

    stopMerge() {
      this.merging = null;
      this.editor.shapes.choose([]);
      this.editor.objects.mark(this.editor.object ? [this.editor.object.uid] : []);
    }

    async merge() {
      if (this.merging.length < 2) {
        this.editor.say(this.editor.texts.mergeFirst, { isBad: true });
        return;
      }
      const uids = this.merging;
      const answer = await this.send("merge", uids.map((uid) => this.seen(uid)));
      if (!answer) return;
      this.stopMerge();
      this.editor.hint("");
      const kept = answer.objects.find((one) => one.uid === uids[0]);
      await this.done(answer, this.editor.texts.merged.replace("{name}", kept.name), uids[0]);
    }

    // Undo and redo ---------------------------------------------------------------------------
    async step(isUndo) {
      const { editor } = this;
      if (isUndo && editor.tools.isDrawing) {
        editor.tools.removeLast();
        return;
      }
      const entry = isUndo ? editor.stack.next : editor.stack.again;
      if (!entry) return;
      if (entry.kind === "shape") {
        if (isUndo) editor.stack.undo();
        else editor.stack.redo();
        editor.tools.show(isUndo ? entry.before : entry.after);
        editor.changed();
        return;
      }
      if (editor.isDirty) {
        editor.say(editor.texts.saveFirst, { isBad: true });
        return;
      }
      const moves = entry.moves.map((one) =>
        this.seen(one.object, { to: isUndo ? one.before : one.after }),
      );
      const answer = await this.send("return", moves);
      if (!answer) return;
      if (isUndo) editor.stack.undo();
      else editor.stack.redo();
      editor.taken(answer);
      editor.say(isUndo ? editor.texts.undone : editor.texts.redone);
      const open = editor.object && editor.object.uid;
      const still = answer.objects.find((one) => one.uid === open);
      if (still && !still.removed) await editor.open(open, { force: true });
      else if (still) editor.close();
    }
  };
})();
