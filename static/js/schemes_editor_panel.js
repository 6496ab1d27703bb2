// The panel beside the map: the form of the open object, brought from the server and sent to it.
// hooks: typed() · save() · discard() · shapeTyped(shape).
(function () {
  "use strict";
  const Editor = (window.AggloEditor = window.AggloEditor || {});

  Editor.token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"];

  // An answer as {status, body}; status 0: no connection, 401: the session is over.
  Editor.send = async function (address, body) {
    const json = !(body instanceof FormData);
    const headers = { Accept: "application/json", "X-CSRFToken": Editor.token() };
    if (json) headers["Content-Type"] = "application/json";
    try {
      const answer = await fetch(address, {
        method: "POST", headers, redirect: "manual", body: json ? JSON.stringify(body) : body,
      });
      if (answer.type === "opaqueredirect") return { status: 401, body: {} };
      return { status: answer.status, body: await answer.json().catch(() => ({})) };
    } catch {
      return { status: 0, body: {} };
    }
  };

  Editor.Panel = class {
    constructor(holder, name, hooks) {
      this.holder = holder;
      this.name = name;
      this.hooks = hooks;
      this.empty = holder.innerHTML;
      holder.addEventListener("input", () => this.form && hooks.typed());
      holder.addEventListener("change", (event) => {
        if (event.target.name === "shape") this.read(event.target.value);
      });
      holder.addEventListener("submit", (event) => {
        event.preventDefault();
        hooks.save();
      });
      holder.addEventListener("click", (event) => {
        if (event.target.closest("[data-discard]")) hooks.discard();
      });
    }

    get form() {
      return this.holder.querySelector("[data-drawn]");
    }

    show(html, title) {
      this.holder.innerHTML = html;
      if (title !== undefined) this.name.textContent = title;
      const summary = this.holder.querySelector("[data-focus]");
      if (summary) summary.focus();
    }

    clear() {
      this.show(this.empty, "");
    }

    // What is typed, without tokens and files.
    fields() {
      const values = {};
      if (!this.form) return values;
      for (const [name, value] of new FormData(this.form)) {
        if (typeof value === "string" && !["csrfmiddlewaretoken", "object"].includes(name)) {
          values[name] = value;
        }
      }
      return values;
    }

    fill(fields) {
      for (const name in fields) {
        const field = this.form && this.form.elements[name];
        if (field && "value" in field && field.type !== "file") field.value = fields[name];
      }
    }

    // The form with the drawn shape, if the drawing is what changed.
    data(shape, more) {
      const data = new FormData(this.form);
      if (shape) data.set("shape", JSON.stringify(shape));
      for (const name in more || {}) data.set(name, more[name]);
      return data;
    }

    // Coordinates typed as GeoJSON show at once; WKT is read by the server.
    read(text) {
      if (!text.trim().startsWith("{")) return;
      try {
        const given = JSON.parse(text);
        const shape = given.type === "Feature" ? given.geometry : given;
        L.geoJSON(shape).getBounds();
        this.hooks.shapeTyped(shape);
      } catch {
        this.hooks.shapeTyped(null);
      }
    }
  };
})();
