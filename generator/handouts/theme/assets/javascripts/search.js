// @ts-check
/**
 * The search box. The engine and the index are loaded when a reader first opens
 * it; a query stays in this page and is sent nowhere. Results are built from text
 * nodes only, so that nothing a reader types or pastes can become part of the page.
 *
 * Keys: `/` opens (it can be turned off), the arrows walk through the results,
 * Enter opens the first one, Escape closes. `?q=` (or `#q=`) opens a search.
 *
 * @typedef {import("./search-engine.js").Answer} Answer
 */
(function () {
  "use strict";

  const ANNOUNCE_AFTER = 600; // ms without a key press, so that a screen reader is not interrupted
  const KEYS_OFF = "handouts-search-keys-off";

  const place = document.querySelector("[data-search]");
  if (!(place instanceof HTMLElement)) return;
  const root = place;

  /** @param {string} name @returns {HTMLElement} */
  const part = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-search-${name}]`));
  const input = /** @type {HTMLInputElement} */ (part("input"));
  const opener = part("open");
  const output = part("output");
  const meta = part("meta");
  const card = part("card");
  const list = part("list");
  const more = part("more");
  const status = part("status");
  const clear = part("clear");
  const keys = part("keys");

  /** @type {any} */ let engine = null;
  let loading = false;
  /** @type {number | undefined} */ let announcing;
  let shown = "";
  let closing = false;

  // --- building ---

  /**
   * An element with a class, attributes and children; words become text nodes.
   * @param {string} name @param {string} [kind]
   * @param {Record<string, string>} [attributes] @param {(Node | string)[]} [children]
   */
  function make(name, kind, attributes, children) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    for (const key of Object.keys(attributes || {})) {
      made.setAttribute(key, /** @type {any} */ (attributes)[key]);
    }
    made.append(...(children || []));
    return made;
  }

  const data = root.dataset;
  /** What a clinic puts into a text: words, and the number to dial.
   * @type {Record<string, [string | undefined, string | undefined]>} */
  const facts = {
    clinic_name: [data.clinicName, ""],
    clinic_phone: [data.clinicPhone, data.clinicDial],
    after_hours_phone: [data.afterHoursPhone, data.afterHoursDial],
    emergency_number: [data.emergencyNumber, data.emergencyDial],
  };

  /** A text with the clinic's facts in it. @param {string} text @param {boolean} links @returns {(Node | string)[]} */
  function filled(text, links) {
    return text.split(/\{(\w+)\}/).map((piece, nth) => {
      const [words, dial] = nth % 2 ? facts[piece] || ["", ""] : [piece, ""];
      return links && dial ? telephone(words || "", dial) : words || "";
    });
  }

  /** @param {string} words @param {string} dial @param {string} [kind] */
  const telephone = (words, dial, kind) =>
    make("a", kind || "ho-tel", { href: `tel:${dial}` }, [words]);

  /** A message with its values in it. @param {string} text @param {Record<string, string>} values */
  const say = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] || "");

  /** The way to a page from here; a disk shows folders and not their index.
   * @param {string} address @param {string} [anchor] */
  function way(address, anchor) {
    const base = (data.base || ".").replace(/\/?$/, "/");
    const file = location.protocol === "file:" && !address.endsWith("index.html");
    return base + address + (file ? "index.html" : "") + (anchor ? `#${anchor}` : "");
  }

  // --- loading ---

  /** @param {string} source @returns {Promise<void>} */
  function script(source) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = source;
      element.onload = () => done();
      element.onerror = () => failed(new Error(source));
      document.head.append(element);
    });
  }

  function load() {
    if (engine || loading) return;
    loading = true;
    meta.textContent = status.dataset.loading || "";
    Promise.all([script(data.engine || ""), script(data.index || "")]).then(
      () => {
        const scope = /** @type {any} */ (self);
        engine = new scope.handoutsSearchEngine.Engine(scope.handoutsSearchIndex);
        root.dataset.ready = "";
        shown = "\0";
        update();
        warm();
      },
      () => {
        loading = false;
        meta.textContent = status.dataset.failed || "";
        announce(meta.textContent);
      },
    );
  }

  /** Works ahead between key presses. */
  function warm() {
    if (!engine.warm(300)) setTimeout(warm, 20);
  }

  // --- showing ---

  /** @param {string} text */
  function announce(text) {
    clearTimeout(announcing);
    announcing = setTimeout(() => {
      status.textContent = text;
    }, ANNOUNCE_AFTER);
  }

  /** @param {number} count */
  function found(count) {
    const { code, messages } = engine.data;
    const form = new Intl.PluralRules(code).select(count);
    const number = new Intl.NumberFormat(code).format(count);
    return say(messages.found[form] || messages.found.other, { count: number });
  }

  function update() {
    const query = input.value;
    clear.hidden = !query;
    if (!engine || query === shown) return;
    shown = query;
    keys.hidden = !!query || !usesKeyboard();
    if (!query.trim()) {
      meta.textContent = engine.data.messages.ready;
      [card, list, more].forEach((element) => element.replaceChildren());
      announce("");
      return;
    }
    /** @type {Answer} */ const answer = engine.search(query);
    const { messages } = engine.data;
    const text = answer.sure ? found(answer.hits.length)
      : answer.hits.some((hit) => hit.score > 0) ? messages.nearest : messages.none;
    meta.textContent = text;
    card.replaceChildren(...emergency(answer));
    list.replaceChildren(...answer.hits.map((hit) => result(hit, answer.terms)));
    more.replaceChildren(...(answer.sure ? [] : wayOn(answer)));
    output.querySelector(".md-search__scrollwrap")?.scrollTo(0, 0);
    const alarm = card.querySelector(".ho-search__alarm");
    announce(alarm ? `${alarm.textContent} ${text}` : text);
  }

  /** The card on top where a query speaks of a danger sign. @param {Answer} answer */
  function emergency(answer) {
    if (answer.card < 0) return [];
    const { cards, signs, pages, messages } = engine.data;
    const sign = answer.sign < 0 ? null : engine.entries[signs[answer.sign][1]];
    const help = cards[answer.card];
    const urgent = help.level === "now";
    const [number, dial] = urgent ? facts.emergency_number : facts.clinic_phone;
    const words = say(messages.emergency, { number: number || "" });
    const made = make("section", `ho-search__card ho-search__card--${help.level}`, {}, [
      make("div", "ho-search__alarm", {}, [
        make("p", "ho-search__level", {}, [help.title]),
        ...(sign ? [make("p", "", {}, filled(sign.title, false))] : []),
        make("p", "ho-search__action", {}, filled(help.action, true)),
      ]),
      make("p", "ho-search__ways", {}, [
        telephone(words, dial || "", "ho-search__call"),
        make("a", "", { href: way(pages[help.page].address, sign ? sign.anchor : "") }, [
          messages.all_signs,
        ]),
      ]),
    ]);
    // A page may have a card of that name too: this one is named as part of the search.
    made.setAttribute("aria-label", `${help.title}: ${input.getAttribute("aria-label") || ""}`);
    return [made];
  }

  /**
   * One page, with its part where a part answers.
   * @param {Answer["hits"][number]} hit @param {Set<number>} terms
   */
  function result(hit, terms) {
    const page = engine.data.pages[hit.page];
    const entry = hit.entry < 0 ? null : engine.entries[hit.entry];
    const inner = entry && entry.kind !== "page" ? entry : null;
    const title = make("span", "md-search-result__title", {}, [page.title]);
    const names = [title];
    if (inner) names.push(make("span", "md-search-result__part", {}, [inner.title]));
    const text = (inner && inner.text) || page.text;
    return make("li", "md-search-result__item", {}, [
      make("a", "md-search-result__link", { href: way(page.address, inner ? inner.anchor : "") }, [
        make("span", "md-search-result__article", {}, [
          ...names,
          make("span", "md-search-result__teaser", {}, marked(text, terms)),
        ]),
      ]),
    ]);
  }

  /** A text with the words that were asked for marked. @param {string} text @param {Set<number>} terms @returns {(Node | string)[]} */
  function marked(text, terms) {
    const words = filled(text, false).join("");
    return words.split(/([^\p{L}\p{N}\p{M}'’-]+)/u).map((piece, nth) =>
      nth % 2 || !engine.marks(piece, terms) ? piece : make("mark", "", {}, [piece]));
  }

  /** What to do where nothing fits: near words, the danger signs, the clinic. @param {Answer} answer */
  function wayOn(answer) {
    const { messages, pages, help } = engine.data;
    const made = [];
    if (answer.nearest.length) {
      const buttons = answer.nearest.map((words) => {
        const button = make("button", "ho-search__link", { type: "button" }, [words]);
        button.addEventListener("click", () => ask(words));
        return make("li", "", {}, [button]);
      });
      made.push(make("p", "", {}, [messages.suggest]), make("ul", "", {}, buttons));
    }
    const ways = [];
    if (help.length) {
      ways.push(make("a", "", { href: way(pages[help[0]].address) }, [messages.all_signs]));
    }
    const [phone, dial] = facts.clinic_phone;
    if (phone && dial) {
      const words = `${say(messages.call, { name: data.clinicName || "" })}: ${phone}`;
      ways.push(telephone(words, dial));
    }
    made.push(make("p", "", {}, [messages.also]));
    made.push(make("ul", "", {}, ways.map((link) => make("li", "", {}, [link]))));
    return [make("div", "ho-search__more", {}, made)];
  }

  /** @param {string} words */
  function ask(words) {
    input.value = words;
    input.focus();
    update();
  }

  // --- opening and closing ---

  const narrow = window.matchMedia("(max-width: 59.984375em)");
  const usesKeyboard = () => window.matchMedia("(hover: hover) and (pointer: fine)").matches;
  const isOpen = () => !output.hidden;

  /** @param {boolean} open */
  function setOpen(open) {
    if (open) load();
    if (open === isOpen()) return;
    output.hidden = !open;
    root.classList.toggle("ho-search--open", open);
    opener.setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("ho-search-open", open);
    // On a phone the search covers the page: nothing below can be reached meanwhile.
    for (const other of document.querySelectorAll("main, footer, .ho-skip")) {
      other.toggleAttribute("inert", open && narrow.matches);
    }
    if (open) {
      keys.hidden = !!input.value || !usesKeyboard();
      update();
    }
  }

  function close() {
    const inside = root.contains(document.activeElement);
    setOpen(false);
    if (!inside) return;
    closing = true;
    (narrow.matches ? opener : input).focus({ preventScroll: true });
    closing = false;
  }

  function start() {
    setOpen(true);
    input.focus();
    input.select();
  }

  // --- keys ---

  /** @returns {HTMLElement[]} */
  const stops = () => [input, ...output.querySelectorAll("a, button")].filter(
    /** @returns {stop is HTMLElement} */ (stop) =>
      stop instanceof HTMLElement && !stop.closest("[hidden]"));

  /** @param {KeyboardEvent} event */
  function walk(event) {
    const all = stops();
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = all[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  function keysOff() {
    try {
      return localStorage.getItem(KEYS_OFF) === "1";
    } catch (error) {
      return false;
    }
  }

  /** @param {KeyboardEvent} event */
  function shortcut(event) {
    const target = event.target;
    const writing = target instanceof HTMLElement
      && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (writing || keysOff()) return;
    event.preventDefault();
    start();
  }

  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!isOpen()) setOpen(true);
      walk(event);
    }
  });
  document.addEventListener("keydown", shortcut);

  part("form").addEventListener("submit", (event) => {
    event.preventDefault();
    update();
    const first = list.querySelector("a");
    // On a phone, Enter puts the keyboard away so that the results can be seen.
    if (!usesKeyboard()) input.blur();
    else if (isOpen() && first) first.click();
  });

  input.addEventListener("focus", () => {
    if (!closing) setOpen(true);
  });
  input.addEventListener("input", () => {
    setOpen(true);
    update();
  });
  input.addEventListener("click", () => setOpen(true));
  opener.addEventListener("click", start);
  part("close").addEventListener("click", close);
  clear.addEventListener("click", () => ask(""));

  list.addEventListener("click", (event) => {
    // A link to a part of this very page: the reader wants to see it.
    if (event.target instanceof Element && event.target.closest("a")) setOpen(false);
  });
  root.addEventListener("focusout", (event) => {
    const to = event.relatedTarget;
    if (to instanceof Node && !root.contains(to)) setOpen(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !root.contains(event.target)) setOpen(false);
  });

  part("keys-button").addEventListener("click", () => {
    try {
      localStorage.setItem(KEYS_OFF, "1");
    } catch (error) {
      // Storage may be off; then the key stays on.
    }
    keys.hidden = true;
    input.focus();
  });
  if (keysOff()) keys.remove();

  // --- here we go ---

  root.hidden = false;
  const asked = new URLSearchParams(location.search).get("q")
    || new URLSearchParams(location.hash.slice(1)).get("q");
  if (asked) {
    input.value = asked;
    start();
  }
})();
