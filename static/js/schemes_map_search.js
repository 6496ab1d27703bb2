// The search over the map: a box with a list below it (combobox), for mouse and keyboard.
// AggloMap.search(page, chosen) calls chosen(object) with what the person took.
(function () {
  "use strict";
  const AggloMap = (window.AggloMap = window.AggloMap || {});

  AggloMap.search = function (page, chosen) {
    const input = document.getElementById("map-q");
    const list = document.getElementById("map-found");
    const said = document.getElementById("map-found-said");
    let objects = [];
    let at = -1;
    let waits = 0;
    let asked = "";

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(next) {
      at = next;
      [...list.children].forEach((row, place) => {
        row.setAttribute("aria-selected", String(place === at));
        if (place === at) row.scrollIntoView({ block: "nearest" });
      });
      if (at >= 0) input.setAttribute("aria-activedescendant", `found-${at}`);
      else input.removeAttribute("aria-activedescendant");
    }

    function take(place) {
      const one = objects[place];
      if (!one) return;
      input.value = one.name;
      asked = one.name;
      close();
      chosen(one);
    }

    function show() {
      list.replaceChildren(
        ...objects.map((one, place) => {
          const row = document.createElement("li");
          row.id = `found-${place}`;
          row.setAttribute("role", "option");
          row.setAttribute("aria-selected", "false");
          const name = document.createElement("b");
          name.textContent = one.name;
          const layer = document.createElement("span");
          layer.textContent = one.key ? `${one.layer_name} · ${one.key}` : one.layer_name;
          row.append(name, layer);
          row.addEventListener("mousedown", (event) => event.preventDefault());
          row.addEventListener("click", () => take(place));
          return row;
        }),
      );
      list.hidden = !objects.length;
      input.setAttribute("aria-expanded", String(objects.length > 0));
      said.textContent = objects.length
        ? said.dataset.some.replace("{count}", objects.length)
        : said.dataset.none;
      said.classList.toggle("visually-hidden", objects.length > 0);
      mark(-1);
    }

    async function ask() {
      const words = input.value.trim();
      if (words === asked) return;
      asked = words;
      if (words.length < 2) {
        objects = [];
        said.textContent = "";
        said.classList.add("visually-hidden");
        close();
        return;
      }
      try {
        const answer = await AggloMap.fetchJson(AggloMap.withQuery(page.dataset.searchUrl, { q: words }));
        if (asked !== words) return;
        objects = answer.objects;
        show();
      } catch {
        asked = "";
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(waits);
      waits = setTimeout(ask, 200);
    });
    input.addEventListener("focus", () => {
      if (objects.length && input.value.trim() === asked && input.value) show();
    });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", async (event) => {
      const last = objects.length - 1;
      if (event.key === "Escape") close();
      else if (event.key === "Enter") {
        event.preventDefault();
        clearTimeout(waits);
        await ask();
        take(at >= 0 ? at : 0);
      } else if (!list.hidden && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        mark(event.key === "ArrowDown" ? (at >= last ? 0 : at + 1) : at <= 0 ? last : at - 1);
      }
    });
  };
})();
