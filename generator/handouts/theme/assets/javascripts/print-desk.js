// @ts-check
/* The line for the patient's record: today's date in it, and a button that copies it.
   It stays on this page; nothing is stored or sent. */
(function () {
  "use strict";
  var today = new Date();
  var day = [
    today.getFullYear(),
    String(today.getMonth() + 1).padStart(2, "0"),
    String(today.getDate()).padStart(2, "0"),
  ].join("-");
  document.querySelectorAll(".ho-record").forEach(function (line) {
    var words = line.querySelector("[data-record]");
    var place = line.querySelector("[data-record-day]");
    var button = line.querySelector("[data-record-copy]");
    var status = line.querySelector("[data-record-status]");
    if (!words || !place || !button || !status) return;
    place.textContent = day;
    button.addEventListener("click", function () {
      var text = (words.textContent || "").replace(/\s+/g, " ").trim();
      var copied = function () {
        status.textContent = button.getAttribute("data-done") || "";
      };
      if (navigator.clipboard) {
        navigator.clipboard.writeText(text).then(copied, select);
      } else {
        select();
      }
      // Without the clipboard (a page from a disk) the line is selected, ready to copy.
      function select() {
        var selection = window.getSelection();
        if (selection) selection.selectAllChildren(words);
      }
    });
  });
})();
