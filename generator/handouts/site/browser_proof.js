// @ts-check
/* Runs in the browser, in a world of its own that the page's scripts cannot reach.
   Tells for each line whether a reader sees it, and where; if not, what hides it.

   An expression: a function of what must be shown, called with Runtime.evaluate. */
(function (/** @type {{lines: string[], number: string, dial: string,
    smallest: number, smallestNumber: number, leastContrast: number, paper: boolean}} */ must) {
  "use strict";

  var ALMOST = 1.5; // CSS pixels by which a box may stand out without harm
  var SOLID = 0.95; // the least opacity that still counts as solid

  /** @param {string} words */
  function folded(words) {
    return words.replace(/\s+/g, " ").trim();
  }

  /** @param {Element} element */
  function named(element) {
    var id = element.id ? "#" + element.id : "";
    var first = typeof element.className === "string" ? element.className.split(/\s+/)[0] : "";
    return "<" + element.localName + id + (first ? "." + first : "") + ">";
  }

  // --- the words of a page, by the block that they stand in -----------------------

  /** The block that lays out a text. @param {Text} text @returns {Element} */
  function blockOf(text) {
    var element = /** @type {Element} */ (text.parentElement);
    while (element.parentElement) {
      var display = getComputedStyle(element).display;
      if (!/^(inline|contents|ruby)/.test(display)) break;
      element = element.parentElement;
    }
    return element;
  }

  /** A run of words without a break between them, with the place of every letter in it. */
  function runs() {
    /** @type {Map<Element, {block: Element, words: string, places: [Text, number][]}>} */
    var found = new Map();
    var walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      var text = /** @type {Text} */ (walker.currentNode);
      var parent = text.parentElement;
      if (!parent || /^(script|style|noscript|template|title|desc)$/.test(parent.localName)) {
        continue;
      }
      var block = blockOf(text);
      var run = found.get(block);
      if (!run) found.set(block, (run = { block: block, words: "", places: [] }));
      for (var at = 0; at < text.data.length; at++) {
        var letter = text.data[at];
        var space = /\s/.test(letter);
        if (space && (run.words === "" || run.words.endsWith(" "))) continue;
        run.words += space ? " " : letter;
        run.places.push([text, at]);
      }
    }
    return Array.from(found.values());
  }

  /** The parts of text nodes that a line is made of.
      @param {[Text, number][]} places */
  function pieces(places) {
    /** @type {{text: Text, from: number, to: number}[]} */
    var found = [];
    places.forEach(function (place) {
      var last = found[found.length - 1];
      if (last && last.text === place[0]) last.to = place[1] + 1;
      else found.push({ text: place[0], from: place[1], to: place[1] + 1 });
    });
    return found.filter(function (piece) {
      return piece.text.data.slice(piece.from, piece.to).trim() !== "";
    });
  }

  // --- what hides a text -----------------------------------------------------------

  /** @param {Element} element */
  function ancestors(element) {
    var found = [];
    for (var e = /** @type {Element | null} */ (element); e; e = e.parentElement) found.push(e);
    return found;
  }

  /** Why nothing in an element can be seen, or "". @param {Element} element */
  function hiddenBy(element) {
    var opacity = 1;
    var all = ancestors(element);
    for (var i = 0; i < all.length; i++) {
      var style = getComputedStyle(all[i]);
      if (style.display === "none") return "is not drawn: display: none on " + named(all[i]);
      if (/^(details|dialog)$/.test(all[i].localName) || all[i].hasAttribute("popover")) {
        return "stands in " + named(all[i]) + ", which folds away";
      }
      if (style.contentVisibility === "hidden") return "is not drawn: " + named(all[i]);
      if (style.clipPath !== "none") return "is cut by a clip-path on " + named(all[i]);
      if (style.maskImage && style.maskImage !== "none") return "is masked by " + named(all[i]);
      opacity *= Number(style.opacity);
    }
    if (getComputedStyle(element).visibility !== "visible") return "is hidden: visibility";
    if (opacity < SOLID) return "is see-through: opacity " + opacity.toFixed(2);
    return "";
  }

  /** @param {Element} element @param {number} smallest */
  function tooSmall(element, smallest) {
    var style = getComputedStyle(element);
    var size = parseFloat(style.fontSize);
    if (size < smallest) return "is too small: " + size + " px, not " + smallest + " px";
    var security = style.getPropertyValue("-webkit-text-security");
    if (security && security !== "none") return "is shown as dots";
    return "";
  }

  /** The lines of a piece of text, in pixels of the window. */
  function boxes(/** @type {{text: Text, from: number, to: number}} */ piece) {
    var range = document.createRange();
    range.setStart(piece.text, piece.from);
    range.setEnd(piece.text, piece.to);
    return Array.from(range.getClientRects()).filter(function (box) {
      return box.width > 0 && box.height > 0;
    });
  }

  /** Why a text's lines are not where a reader sees them, or "". */
  function misplaced(
    /** @type {Element} */ element,
    /** @type {DOMRect[]} */ found,
    /** @type {number} */ letters,
    /** @type {number} */ smallest,
  ) {
    if (!found.length) return "has no room on the page";
    var size = parseFloat(getComputedStyle(element).fontSize);
    var width = 0;
    for (var i = 0; i < found.length; i++) {
      var box = found[i];
      width += box.width;
      if (box.height < smallest * 0.9) return "is squeezed to a height of " + box.height + " px";
      var wide = document.documentElement.clientWidth;
      var left = box.left + scrollX;
      var top = box.top + scrollY;
      if (left < -ALMOST || left + box.width > wide + ALMOST || top < -ALMOST) {
        return "stands outside the page";
      }
    }
    // Letters of every script are wider than this, also the narrowest words.
    if (width < letters * size * 0.15) return "is squeezed to a width of " + width + " px";
    return cutOff(element, found);
  }

  /** @param {Element} element @param {DOMRect[]} found */
  function cutOff(element, found) {
    var all = ancestors(element);
    for (var i = 0; i < all.length; i++) {
      var above = all[i];
      if (above === document.documentElement || above === document.body) continue;
      var style = getComputedStyle(above);
      if (/^(inline|contents)$/.test(style.display)) continue;
      if (style.overflowX === "visible" && style.overflowY === "visible") continue;
      var frame = above.getBoundingClientRect();
      for (var j = 0; j < found.length; j++) {
        var box = found[j];
        var middle = box.top + box.height / 2;
        if (
          box.left < frame.left - ALMOST ||
          box.right > frame.right + ALMOST ||
          middle - box.height / 4 < frame.top ||
          middle + box.height / 4 > frame.bottom
        ) {
          return "is cut off by " + named(above);
        }
      }
    }
    return "";
  }

  /** Whether something lies over the text: what is at its place must be the text.
      @param {{text: Text, from: number, to: number}} piece @param {Element} block */
  function covered(piece, block) {
    var count = boxes(piece).length;
    for (var i = 0; i < count; i++) {
      var box = boxes(piece)[i];
      if (box.top < innerHeight * 0.25 || box.bottom > innerHeight * 0.75) {
        var top = scrollY + box.top - innerHeight / 2;
        scrollTo({ left: 0, top: top, behavior: "instant" });
        box = boxes(piece)[i];
      }
      for (var part = 1; part <= 9; part += 4) {
        var x = box.left + (box.width * part) / 10;
        var hit = document.elementFromPoint(x, box.top + box.height / 2);
        if (!hit) return "cannot be brought into the window";
        if (hit !== block && !block.contains(hit)) return "lies under " + named(hit);
      }
    }
    return "";
  }

  // --- contrast --------------------------------------------------------------------

  var canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  /** Red, green, blue (0 to 255) and opacity (0 to 1) of any CSS color. @param {string} color */
  function rgba(color) {
    var plain = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(color);
    if (plain) return [+plain[1], +plain[2], +plain[3], plain[4] === undefined ? 1 : +plain[4]];
    if (!canvas) return [0, 0, 0, 0];
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    var data = canvas.getImageData(0, 0, 1, 1).data;
    return [data[0], data[1], data[2], data[3] / 255];
  }

  /** @param {number[]} over @param {number[]} under */
  function onTop(over, under) {
    return [0, 1, 2].map(function (i) {
      return over[i] * over[3] + under[i] * (1 - over[3]);
    });
  }

  /** WCAG 2's relative luminance. @param {number[]} color */
  function luminance(color) {
    var parts = color.slice(0, 3).map(function (part) {
      var c = part / 255;
      return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    });
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  }

  /** The color behind an element's words, or null where a picture lies there.
      @param {Element} element */
  function ground(element) {
    var layers = [];
    var all = ancestors(element);
    for (var i = 0; i < all.length; i++) {
      var style = getComputedStyle(all[i]);
      if (style.backgroundImage !== "none") return null;
      var color = rgba(style.backgroundColor);
      if (color[3] > 0) layers.push(color);
      if (color[3] === 1) break;
    }
    var dark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
    var under = dark && matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
    return layers.reverse().reduce(function (below, layer) {
      return onTop(layer, below);
    }, under);
  }

  /** @param {Element} element */
  function faint(element) {
    var under = ground(element);
    // What lies on a picture is judged by the picture of the page alone.
    if (!under) return "";
    var style = getComputedStyle(element);
    var ink = luminance(onTop(rgba(style.webkitTextFillColor || style.color), under));
    var paper = luminance(under);
    var contrast = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    if (contrast >= must.leastContrast) return "";
    return "has too little contrast: " + contrast.toFixed(1) + ", not " + must.leastContrast;
  }

  // --- a line ----------------------------------------------------------------------

  /** Why a reader does not see these letters, or "", and where they are on the page.
      @param {Element} block @param {[Text, number][]} places @param {number} smallest */
  function seen(block, places, smallest) {
    /** @type {number[][]} */
    var where = [];
    var parts = pieces(places);
    for (var i = 0; i < parts.length; i++) {
      var element = /** @type {Element} */ (parts[i].text.parentElement);
      var found = boxes(parts[i]);
      var letters = folded(parts[i].text.data.slice(parts[i].from, parts[i].to)).length;
      var why =
        hiddenBy(element) ||
        tooSmall(element, smallest) ||
        misplaced(element, found, letters, smallest) ||
        faint(element) ||
        covered(parts[i], block);
      if (why) return { why: why, boxes: [] };
      boxes(parts[i]).forEach(function (box) {
        where.push([box.left + scrollX, box.top + scrollY, box.width, box.height]);
      });
    }
    return { why: "", boxes: where };
  }

  /** @param {string} line @param {number} smallest @param {ReturnType<typeof runs>} all */
  function prove(line, smallest, all) {
    var why = "is not there in one piece";
    for (var i = 0; i < all.length; i++) {
      var run = all[i];
      for (var at = run.words.indexOf(line); at >= 0; at = run.words.indexOf(line, at + 1)) {
        var result = seen(run.block, run.places.slice(at, at + line.length), smallest);
        if (!result.why) return { why: "", boxes: result.boxes };
        why = result.why;
      }
    }
    return { why: why, boxes: [] };
  }

  /** Whether the emergency number can be read, and dialed where there is a link for it.
      @param {ReturnType<typeof runs>} all */
  function emergency(all) {
    var links = Array.from(document.querySelectorAll("a[href]")).filter(function (link) {
      return folded(link.textContent || "") === must.number;
    });
    var wrong = links.find(function (link) {
      return link.getAttribute("href") !== "tel:" + must.dial;
    });
    if (wrong) return { why: "dials another number: " + wrong.getAttribute("href"), boxes: [] };
    if (must.paper) return prove(must.number, must.smallestNumber, all);
    if (!links.length) return { why: "is in no link that dials it", boxes: [] };
    var result = { why: "", boxes: /** @type {number[][]} */ ([]) };
    for (var i = 0; i < links.length; i++) {
      var inside = all
        .map(function (run) {
          var places = run.places.filter(function (place) {
            return links[i].contains(place[0]);
          });
          return { block: run.block, words: places.length ? must.number : "", places: places };
        })
        .filter(function (run) {
          return run.words;
        });
      result = prove(must.number, must.smallestNumber, inside);
      if (!result.why) return result;
    }
    return result;
  }

  var all = runs();
  var report = {
    lines: must.lines.map(function (line) {
      return prove(folded(line), must.smallest, all);
    }),
    number: emergency(all),
  };
  scrollTo({ left: 0, top: 0, behavior: "instant" });
  return report;
})
