// What can be undone and done again: shapes while an object is open, and acts that the server has
// done. A saved act is a list of moves {object, before, after}: versions, or null where it is off.
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});
  const MOST = 200;

  Editor.Stack = class {
    constructor(changed) {
      this.done = [];
      this.undone = [];
      this.changed = changed;
    }

    // {kind: "shape", before, after} or {kind: "saved", moves}
    push(entry) {
      if (entry.kind === "saved" && entry.moves.every((one) => one.before === one.after)) return;
      this.done.push(entry);
      if (this.done.length > MOST) this.done.shift();
      this.undone = [];
      this.changed();
    }

    // The open object is saved or left: its shapes on the way are no longer steps.
    dropShapes() {
      const isAct = (entry) => entry.kind !== "shape";
      this.done = this.done.filter(isAct);
      this.undone = this.undone.filter(isAct);
      this.changed();
    }

    get next() {
      return this.done[this.done.length - 1] || null;
    }

    get again() {
      return this.undone[this.undone.length - 1] || null;
    }

    undo() {
      this.undone.push(this.done.pop());
      this.changed();
    }

    redo() {
      this.done.push(this.undone.pop());
      this.changed();
    }
  };
})();
