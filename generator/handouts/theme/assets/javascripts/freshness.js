// @ts-check
/* Reviews grow old between two builds. What holds only after a day, or only up to one,
   says so in its data (`data-show-after`, `data-hide-after`: year-month-day); this
   compares those days with the reader's own. Without scripts a page shows what held
   on the day that it was built. */
(function () {
  "use strict";

  /** The reader's day, written so that it can be compared as text. */
  function today() {
    var now = new Date();
    return [
      String(now.getFullYear()).padStart(4, "0"),
      String(now.getMonth() + 1).padStart(2, "0"),
      String(now.getDate()).padStart(2, "0"),
    ].join("-");
  }

  function act() {
    var day = today();
    document.querySelectorAll("[data-show-after]").forEach(function (part) {
      if (day > (part.getAttribute("data-show-after") || "9")) part.removeAttribute("hidden");
    });
    document.querySelectorAll("[data-hide-after]").forEach(function (part) {
      if (day > (part.getAttribute("data-hide-after") || "9")) part.setAttribute("hidden", "");
    });
  }

  act();
  // A screen in a waiting room may show the same page for days.
  window.addEventListener("pageshow", act);
  document.addEventListener("visibilitychange", act);
})();
