// @ts-check
/* The nerve map: choose a root and see it light up in the drawings. It goes from the
   nerve to the body, never from a symptom to a cause. Without scripts the drawings
   and the table say the same. */
(function () {
  "use strict";
  document.querySelectorAll("[data-nerve-map]").forEach(function (map) {
    var choice = map.querySelector("[data-nerve-choice]");
    var said = map.querySelector("[data-nerve-said]");
    if (!choice || !said) return;
    choice.removeAttribute("hidden");

    /** The names of the columns, to say beside each cell. */
    var heads = Array.from(map.querySelectorAll("thead th")).map(function (head) {
      return head.textContent || "";
    });

    /** @param {string} root */
    function rowOf(root) {
      return root ? map.querySelector("tr#" + CSS.escape(root)) : null;
    }

    /** @param {Element | null} row */
    function light(row) {
      var lit = row ? (row.getAttribute("data-parts") || "").split(" ") : [];
      map.querySelectorAll("[data-part]").forEach(function (part) {
        var on = lit.indexOf(part.getAttribute("data-part") || "") >= 0;
        part.classList.toggle("is-lit", Boolean(row) && on);
        part.classList.toggle("is-dim", Boolean(row) && !on);
      });
      map.querySelectorAll("tbody tr").forEach(function (other) {
        other.classList.toggle("is-lit", other === row);
      });
    }

    /** @param {Element | null} row */
    function say(row) {
      if (!said) return;
      said.textContent = "";
      if (!row) return;
      var title = document.createElement("p");
      title.className = "ho-nerve-map__name";
      title.textContent = (heads[0] + " " + (row.children[0].textContent || "")).trim();
      var list = document.createElement("dl");
      list.className = "ho-facts";
      Array.from(row.children).slice(1).forEach(function (cell, place) {
        var pair = document.createElement("div");
        var name = document.createElement("dt");
        name.textContent = heads[place + 1];
        var words = document.createElement("dd");
        words.textContent = cell.textContent;
        pair.append(name, words);
        list.append(pair);
      });
      said.append(title, list);
    }

    /** @param {string} root */
    function choose(root) {
      var row = rowOf(root);
      light(row);
      say(row);
    }

    choice.addEventListener("change", function (event) {
      if (event.target instanceof HTMLInputElement) choose(event.target.value);
    });

    // A tap on a root or its skin in a drawing chooses it, as the button does.
    map.addEventListener("click", function (event) {
      if (!(event.target instanceof Element)) return;
      var part = event.target.closest("[data-part]");
      var name = part ? part.getAttribute("data-part") || "" : "";
      var root = /^(?:root|skin)-(.+)$/.exec(name);
      var input = root && choice.querySelector('input[value="' + CSS.escape(root[1]) + '"]');
      if (input instanceof HTMLInputElement) {
        input.checked = true;
        choose(input.value);
      }
    });
  });
})();
