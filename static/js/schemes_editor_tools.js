// Drawing on the map by leaflet-geoman: one open shape, one tool at a time; corners snap to every
// layer that is shown. hooks: drawn(purpose, shape) · changed(before, after) · corners(list).
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});
  const KINDS = { point: "CircleMarker", line: "Line", polygon: "Polygon" };
  const LOOK = { color: "#5b3e96", weight: 3, fillColor: "#5b3e96", fillOpacity: 0.18, radius: 8 };
  const HINT = { color: "#5b3e96", weight: 2, dashArray: "5 6" };
  const SNAP = {
    snappable: true, snapDistance: 16, snapSegment: true, allowSelfIntersection: true,
    limitMarkersToCount: 400,
  };

  Editor.Tools = class {
    constructor(map, texts, hooks) {
      this.map = map;
      this.hooks = hooks;
      this.layer = null;
      this.mode = null; // draw, split, hole, reshape, drag
      this.kind = null; // what geoman draws now
      map.createPane("ed-open").style.zIndex = 450;
      this.look = { ...LOOK, pane: "ed-open", renderer: L.svg({ pane: "ed-open" }) };
      const lang = document.documentElement.lang || "kk";
      map.pm.setLang(lang, { tooltips: texts.tooltips }, "en");
      map.pm.setGlobalOptions({ ...SNAP, exitModeOnEscape: false });
      // Corners are for the pointer: by keyboard, coordinates are typed in the form.
      new MutationObserver((changes) => {
        for (const node of changes.flatMap((one) => [...one.addedNodes])) {
          node.removeAttribute("role");
          node.setAttribute("tabindex", "-1");
        }
      }).observe(map.getPane("markerPane"), { childList: true });
      map.on("pm:create", (event) => this.created(event.layer));
      map.on("pm:drawstart", (event) => this.started(event.workingLayer));
    }

    // The open shape --------------------------------------------------------------------------
    show(shape) {
      const mode = this.layer && this.mode;
      this.stop();
      if (this.layer) this.layer.remove();
      this.layer = shape ? this.made(shape) : null;
      this.last = JSON.stringify(shape || null);
      if (!this.layer) return;
      this.layer.addTo(this.map);
      this.layer.on("pm:edit pm:dragend", () => this.noticed());
      if (mode === "reshape" || mode === "drag") this.start(mode);
    }

    made(shape) {
      const point = (_feature, latlng) => L.circleMarker(latlng, this.look);
      return L.geoJSON(shape, { style: this.look, pointToLayer: point, ...this.look }).getLayers()[0];
    }

    get shape() {
      return this.layer ? this.layer.toGeoJSON(false).geometry : null;
    }

    // While two shapes are compared, the open one steps aside; it is shown anew with the answer.
    veil(isVeiled) {
      this.stop();
      if (this.layer) this.layer.setStyle(isVeiled ? { opacity: 0, fillOpacity: 0 } : { opacity: 1, fillOpacity: LOOK.fillOpacity });
    }

    noticed() {
      const now = JSON.stringify(this.shape);
      if (now === this.last) return;
      const before = JSON.parse(this.last);
      this.last = now;
      this.hooks.changed(before, JSON.parse(now));
    }

    bounds() {
      if (!this.layer) return null;
      return this.layer.getBounds ? this.layer.getBounds() : this.layer.getLatLng().toBounds(2000);
    }

    // Tools -----------------------------------------------------------------------------------
    get isDrawing() {
      return ["draw", "split", "hole"].includes(this.mode);
    }

    start(mode, kind, corners) {
      this.stop();
      this.mode = mode;
      if (mode === "reshape") {
        this.layer.pm.enable({ ...SNAP, draggable: this.layer instanceof L.CircleMarker });
      } else if (mode === "drag") {
        if (this.layer instanceof L.CircleMarker) this.layer.pm.enable({ ...SNAP, draggable: true });
        else this.layer.pm.enableLayerDrag();
      } else {
        this.kind = KINDS[kind];
        this.map.pm.enableDraw(this.kind, {
          ...SNAP, tooltips: true, continueDrawing: false, cursorMarker: true,
          pathOptions: { color: LOOK.color, weight: LOOK.weight, fillColor: LOOK.fillColor, fillOpacity: LOOK.fillOpacity },
          templineStyle: HINT, hintlineStyle: HINT, resizableCircleMarker: false,
        });
        for (const latlng of corners || []) this.drawer._createVertex({ latlng: L.latLng(latlng) });
      }
    }

    stop() {
      if (this.isDrawing) this.map.pm.disableDraw();
      if (this.layer && this.layer.pm) {
        this.layer.pm.disable();
        if (this.layer.pm.layerDragEnabled && this.layer.pm.layerDragEnabled()) {
          this.layer.pm.disableLayerDrag();
        }
      }
      this.mode = this.kind = null;
    }

    get drawer() {
      return this.map.pm.Draw[this.kind];
    }

    // The map gives each new corner: what is drawn so far survives a reload.
    started(working) {
      if (!working || !working.getLatLngs) return;
      working.on("pm:vertexadded pm:vertexremoved", () => {
        this.hooks.corners(working.getLatLngs().map((one) => [one.lat, one.lng]));
      });
    }

    created(layer) {
      const purpose = this.mode;
      const shape = layer.toGeoJSON(false).geometry;
      layer.remove();
      this.mode = this.kind = null;
      if (purpose) this.hooks.drawn(purpose, shape);
    }

    finish() {
      if (this.isDrawing && this.drawer._finishShape) this.drawer._finishShape();
    }

    removeLast() {
      const drawer = this.drawer;
      if (drawer._markers && drawer._markers.length > 1) drawer._removeLastVertex();
    }
  };
})();
