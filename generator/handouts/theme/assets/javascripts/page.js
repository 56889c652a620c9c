// @ts-check
/* The page's own controls: menu, light or dark, print. All work by keyboard; without
   scripts the menu is a link to the list of pages at the foot of the page. */
(function () {
  "use strict";
  var root = document.documentElement;

  document.querySelectorAll(".ho-needs-script").forEach(function (element) {
    element.removeAttribute("hidden");
  });

  /** @param {boolean} dark */
  function setDark(dark) {
    root.setAttribute("data-theme", dark ? "dark" : "light");
    try {
      localStorage.setItem("handouts-theme", dark ? "dark" : "light");
    } catch (error) {
      // The choice holds for this page only.
    }
  }

  function isDark() {
    var chosen = root.getAttribute("data-theme");
    if (chosen) return chosen === "dark";
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  var themeButton = document.querySelector("[data-theme-button]");
  if (themeButton) {
    var show = function () {
      themeButton.setAttribute("aria-pressed", String(isDark()));
    };
    show();
    themeButton.addEventListener("click", function () {
      setDark(!isDark());
      show();
    });
  }

  document.querySelectorAll("[data-print-button]").forEach(function (button) {
    button.addEventListener("click", function () {
      window.print();
    });
  });

  // On wide screens the list of this page's parts marks the one that is being read.
  var ways = document.querySelectorAll(".ho-toc a");
  if (ways.length && "IntersectionObserver" in window) {
    var watcher = new IntersectionObserver(
      function (seen) {
        seen.forEach(function (entry) {
          if (!entry.isIntersecting) return;
          ways.forEach(function (way) {
            if (way.getAttribute("href") === "#" + entry.target.id) {
              way.setAttribute("aria-current", "location");
            } else {
              way.removeAttribute("aria-current");
            }
          });
        });
      },
      { rootMargin: "0px 0px -70% 0px" },
    );
    ways.forEach(function (way) {
      var part = document.getElementById((way.getAttribute("href") || "").slice(1));
      if (part) watcher.observe(part);
    });
  }

  var link = document.querySelector("[data-menu-button]");
  var menu = document.querySelector("[data-menu]");
  var header = document.querySelector(".ho-header");
  if (link instanceof HTMLElement && menu && header) {
    // With scripts the link becomes a button that opens a copy of the list in place.
    var button = document.createElement("button");
    button.type = "button";
    button.className = link.className;
    while (link.firstChild) button.appendChild(link.firstChild);
    button.setAttribute("aria-expanded", "false");
    button.setAttribute("aria-controls", "menu");
    link.replaceWith(button);
    var panel = document.createElement("nav");
    panel.id = "menu";
    panel.className = "ho-menu";
    panel.hidden = true;
    panel.setAttribute("aria-label", (button.textContent || "").trim());
    var list = document.createElement("div");
    list.className = "ho-all-pages";
    menu.childNodes.forEach(function (child) {
      list.appendChild(child.cloneNode(true));
    });
    panel.appendChild(list);
    header.after(panel);
    /** @param {boolean} open */
    var setOpen = function (open) {
      panel.hidden = !open;
      button.setAttribute("aria-expanded", String(open));
    };
    button.addEventListener("click", function () {
      setOpen(panel.hidden);
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && !panel.hidden) {
        setOpen(false);
        button.focus();
      }
    });
    document.addEventListener("click", function (event) {
      var target = event.target;
      if (target instanceof Node && !panel.contains(target) && !button.contains(target)) {
        setOpen(false);
      }
    });
  }
})();
