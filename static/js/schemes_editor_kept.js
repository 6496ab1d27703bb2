// What is not saved yet stays in this browser, by person, edition and layer, and survives a reload.
// Nothing is put in by itself: the page offers to continue or to discard.
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});
  const DAYS = 14;

  // {object, version, shape, drawing, fields, at}
  Editor.Kept = class {
    constructor(who) {
      this.who = who;
    }

    box(layer) {
      return `portal:draw:${this.who}:${layer}`;
    }

    keep(layer, value) {
      try {
        localStorage.setItem(this.box(layer), JSON.stringify({ ...value, at: Date.now() }));
        return true;
      } catch {
        return false; // full or forbidden: the page says that it is not saved, that is enough
      }
    }

    read(layer) {
      try {
        const value = JSON.parse(localStorage.getItem(this.box(layer)));
        if (!value || Date.now() - value.at > DAYS * 86400000) return null;
        return value;
      } catch {
        return null;
      }
    }

    forget(layer) {
      try {
        localStorage.removeItem(this.box(layer));
      } catch {
        // nothing was kept
      }
    }
  };
})();
