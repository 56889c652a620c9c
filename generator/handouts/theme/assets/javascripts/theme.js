// @ts-check
/* Runs before the page is drawn: the reader's choice of light or dark, and that
   scripts run. It stores one word on the reader's own device and sends nothing. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  try {
    var chosen = localStorage.getItem("handouts-theme");
    if (chosen === "dark" || chosen === "light") root.setAttribute("data-theme", chosen);
  } catch (error) {
    // Storage may be off; the device's own setting holds then.
  }
})();
