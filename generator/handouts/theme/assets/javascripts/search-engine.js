// @ts-check
/**
 * The search engine: from a patient's own words to pages.
 *
 * Pure functions over the index that `render/search.py` writes; no document, no
 * network. Everything that depends on a language (filler words, spelling, word
 * endings, sounds, words that mean the same) is data in that index.
 *
 * How it ranks: every page and part is known by phrases (title, search words).
 * A phrase fits a query as far as it covers the query's words and the query
 * covers the phrase's, each word counted by how rare it is. Words match exactly,
 * by spelling variant and ending, by meaning, by prefix, by typing error or by
 * sound, with falling weight. The words of the text count too, but less.
 *
 * @typedef {[string, string]} Rule a pattern and what stands for it
 * @typedef {{fold: Rule[], canon: Rule[], sound: Rule[], filler: string[],
 *   light: string[], same: string[][], pairs: boolean}} Language
 * @typedef {{address: string, title: string, text: string, weight: number}} PageData
 * @typedef {"page"|"part"|"frame"|"term"|"sign"} Kind a frame is a part that the
 *   generator names, such as "Risks"
 * @typedef {[number, Kind, string, string, string, string[], number]} EntryRow
 * @typedef {{page: number, kind: Kind, anchor: string, title: string, text: string,
 *   words: string[], sign: number}} Entry
 * @typedef {[number, number]} SignRow the card that it stands on, and its entry
 * @typedef {{level: "now"|"today"|"book", title: string, action: string, page: number}} CardData
 * @typedef {{format: number, code: string, language: Language, messages: any,
 *   pages: PageData[], entries: EntryRow[], cards: CardData[], signs: SignRow[],
 *   help: number[], starts: number[], words: string, uses: string}} IndexData
 * @typedef {{terms: number[], entry: number, text: string, weight: number,
 *   title: boolean, sign: boolean}} Phrase
 * @typedef {{key: string, words: number[], phrases: number[], pages: number[],
 *   rarity: number, share: number, posted: [number, number][] | null}} Term
 * @typedef {{found: Map<number, number>, weight: number, share: number}} Slot one word of a
 *   query: the terms it may stand for, each with its likeness from 0 to 1
 * @typedef {{named: Float32Array, scores: Map<number, number>}} Near by page and word
 * @typedef {{fit: number, asked: number, said: number, all: boolean}} Fit how far a phrase
 *   says what was asked, the query what the phrase says, and whether all that matters
 * @typedef {{page: number, entry: number, score: number}} Hit
 * @typedef {{hits: Hit[], sure: boolean, sign: number, card: number,
 *   nearest: string[], terms: Set<number>}} Answer `sign` is the danger sign that a query
 *   speaks of and `card` the card to show, each -1 for none; `sure` is false where no page fits
 */
(function (root) {
  "use strict";

  const LONGEST_QUERY = 400; // characters: a long question, not a pasted page
  const MOST_WORDS = 24;
  const LONGEST_WORD = 40;
  const MOST_MEANT = 40; // terms that one typed word may stand for
  const WORD = /[\p{L}\p{N}\p{M}]+/gu;
  const DOTS = /\.(?=\p{L}(?:[^\p{L}]|$))/gu; // "M.R.I."
  const APOSTROPHES = /['’‘ʼ`´]/g;
  const ACCENTS = /[\u0300-\u036f]+/g;

  // What a match is worth, by how the word was found.
  const SAME_STEM = 0.97;
  const JOINED = 0.95;
  const SAME_MEANING = 0.85;
  const SAME_SOUND = 0.8;
  const WITHIN = 0.75; // "steroid" in "corticosteroid"
  const FILLER = 0.08; // "is", "my"
  const LIGHT = 0.3; // "why", "long": they say how one asks, not what about
  const SIGN_BONUS = 0.12;
  const LEAST_ASKED = 0.12; // of the query: a phrase with less of it is not looked at
  const SURE = 0.42; // below this score no page fits
  const TAIL = 0.45; // of the best score
  const LENT = 0.7; // a page's own words count for its parts

  // What a phrase is worth, by what it names: an author's search words, and titles.
  const WORTH = { page: 1, part: 0.97, frame: 0.97, sign: 0.97, term: 0.7 };
  const TITLE_WORTH = { page: 1, part: 0.82, frame: 0.7, sign: 0.9, term: 0.75 };
  const UNKNOWN = 0.45;

  /** @param {Rule[]} rules @returns {[RegExp, string][]} */
  const compiled = (rules) => rules.map(([from, to]) => [new RegExp(from, "gu"), to]);

  /** @param {string} text @param {[RegExp, string][]} rules */
  const rewritten = (text, rules) =>
    rules.reduce((now, [from, to]) => now.replace(from, to), text);

  /** Words folded to what the index knows: no case, no accents, no apostrophes. */
  class Words {
    /** @param {Language} language */
    constructor(language) {
      this.foldRules = compiled(language.fold);
      this.canonRules = compiled(language.canon);
      this.soundRules = compiled(language.sound);
      this.pairs = language.pairs;
    }

    /** @param {string} text */
    fold(text) {
      const ascii = !/[^\x00-\x7f]/.test(text);
      const plain = (ascii ? text : text.normalize("NFKD").replace(ACCENTS, "")).toLowerCase();
      return rewritten(plain.replace(APOSTROPHES, "").replace(DOTS, ""), this.foldRules);
    }

    /** @param {string} text @returns {string[]} */
    split(text) {
      /** @type {string[]} */ const found = this.fold(text).match(WORD) || [];
      const words = found.map((word) => (word.length > LONGEST_WORD ? cut(word) : word));
      return this.pairs ? words.flatMap(twoByTwo) : words;
    }

    /** The form that a word shares with its spellings and endings. @param {string} word */
    canon(word) {
      return rewritten(word, this.canonRules) || word;
    }

    /** What a form of a word sounds like, in rough: mostly its consonants. @param {string} form */
    sound(form) {
      return rewritten(form, this.soundRules);
    }
  }

  /** @param {string} word */
  const cut = (word) => Array.from(word).slice(0, LONGEST_WORD).join("");

  /** A word of a script without spaces, as pairs of signs. @param {string} word */
  function twoByTwo(word) {
    const signs = Array.from(word);
    if (signs.length < 3 || /^[\p{Script=Latin}\p{N}]+$/u.test(word)) return [word];
    return signs.slice(1).map((sign, place) => signs[place] + sign);
  }

  /**
   * Typing errors between two words: letters changed, missing, added or swapped.
   * @param {string} a @param {string} b @param {number} most give up beyond this
   */
  function errors(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = /** @type {number[]} */ ([]);
    let last = Array.from({ length: b.length + 1 }, (_, place) => place);
    for (let i = 1; i <= a.length; i++) {
      const now = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1;
        let best = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + cost);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          best = Math.min(best, before[j - 2] + 1);
        }
        now[j] = best;
        if (best < least) least = best;
      }
      if (least > most) return most + 1;
      before = last;
      last = now;
    }
    return last[b.length];
  }

  /** How many typing errors a word of this length may have. @param {number} length */
  const allowed = (length) => (length < 4 ? 0 : length < 6 ? 1 : length < 10 ? 2 : 3);

  /** Which letters a word has, as bits: words that share few are not compared. @param {string} word */
  function letters(word) {
    let bits = 0;
    for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
    return bits;
  }

  /** @param {number} bits */
  function count(bits) {
    let left = bits;
    let found = 0;
    for (; left; left &= left - 1) found++;
    return found;
  }

  /** @param {Slot[]} slots */
  const sum = (slots) => slots.reduce((all, slot) => all + slot.weight, 0);

  class Engine {
    /** @param {IndexData} data */
    constructor(data) {
      this.data = data;
      this.words = new Words(data.language);
      /** @type {Entry[]} */
      this.entries = data.entries.map(([page, kind, anchor, title, text, words, sign]) => ({
        page, kind, anchor, title, text, words, sign,
      }));
      /** @type {Map<string, number>} */ this.share = new Map();
      for (const word of data.language.light) this.share.set(this.words.canon(word), LIGHT);
      for (const word of data.language.filler) this.share.set(this.words.canon(word), FILLER);
      /** @type {string[]} */ this.surfaces = [];
      /** @type {Map<string, number>} */ this.surfaceOf = new Map();
      /** @type {number[]} */ this.termOf = [];
      /** @type {Term[]} */ this.terms = [];
      /** @type {Map<string, number>} */ this.termByKey = new Map();
      /** @type {Phrase[]} */ this.phrases = [];
      /** @type {Map<number, string[]>} */ this.packed = new Map();
      this.typical = Math.log(1 + data.pages.length / 2); // the rarity of a word on two pages
      /** @type {Map<string, Map<number, number>>} */ this.expanded = new Map();
      /** @type {Map<number, Set<number>>} */ this.meaning = new Map();
      /** @type {Map<string, [string[], number[]][]>} */ this.idioms = new Map();
      this._phrases();
      this._text();
      this._rarity();
      this._same();
      this.bits = this.surfaces.map(letters);
      /** @type {[string, string][]} */ this.sounds = [];
      this.warmed = 0;
    }

    // --- reading the index ---

    /** The number of a word as it is written, and of its term. @param {string} word */
    _term(word) {
      const known = this.surfaceOf.get(word);
      if (known !== undefined) return this.termOf[known];
      const key = this.words.canon(word);
      let term = this.termByKey.get(key);
      if (term === undefined) {
        term = this.terms.length;
        this.termByKey.set(key, term);
        this.terms.push({
          key, words: [], phrases: [], pages: [], rarity: 0, posted: null,
          share: this.share.get(key) || 1,
        });
      }
      const surface = this.surfaces.length;
      this.surfaces.push(word);
      this.surfaceOf.set(word, surface);
      this.termOf.push(term);
      this.terms[term].words.push(surface);
      return term;
    }

    _phrases() {
      this.entries.forEach((entry, place) => {
        [entry.title, ...entry.words].forEach((text, nth) => {
          const all = this.words.split(text).map((word) => this._term(word));
          const terms = all.filter((term, at) => all.indexOf(term) === at);
          if (!terms.length) return;
          const number = this.phrases.length;
          const weight = nth ? WORTH[entry.kind] : TITLE_WORTH[entry.kind];
          const sign = entry.kind === "sign";
          this.phrases.push({ terms, entry: place, text, weight, title: !nth, sign });
          for (const term of terms) {
            const { phrases, pages } = this.terms[term];
            phrases.push(number);
            // Entries come page by page.
            if (pages[pages.length - 1] !== entry.page) pages.push(entry.page);
          }
        });
      });
    }

    /** The words of the text; where each is used is only unpacked when asked for. */
    _text() {
      const uses = this.data.uses.split(" ");
      this.data.words.split(" ").forEach((word, place) => {
        if (!word) return;
        const term = this._term(word);
        const known = this.packed.get(term);
        if (known) known.push(uses[place]);
        else this.packed.set(term, [uses[place]]);
      });
    }

    /** Where the text uses a term: pages, and how often (1 to 3). @param {number} number */
    uses(number) {
      const term = this.terms[number];
      if (!term.posted) {
        term.posted = [];
        for (const pack of this.packed.get(number) || []) {
          let page = 0;
          for (const item of pack.split(",")) {
            const [first, rest] = item.split("!"); // the first page of a part stands before !
            if (rest) page = parseInt(first, 36);
            const value = parseInt(rest || first, 36);
            page += value >> 2;
            term.posted.push([page, value & 3]);
          }
        }
      }
      return term.posted;
    }

    _rarity() {
      const pages = this.data.pages.length;
      this.terms.forEach((term, number) => {
        const packed = this.packed.get(number) || [];
        const text = packed.reduce((sum, pack) => sum + pack.split(",").length, 0);
        const used = term.pages.length + text / 4;
        term.rarity = Math.log(1 + pages / Math.max(0.7, used));
      });
    }

    /** Words that mean the same: single words by term, idioms by their words in a row. */
    _same() {
      for (const group of this.data.language.same) {
        this._mean(group.map((text) => this.words.split(text).map((w) => this.words.canon(w))));
      }
      // The names of a glossary term mean the same, misspelled ones too.
      let names = /** @type {string[][]} */ ([]);
      this.phrases.forEach((phrase, place) => {
        if (this.entries[phrase.entry].kind !== "term") return;
        names.push(phrase.terms.map((term) => this.terms[term].key));
        if (this.phrases[place + 1]?.entry !== phrase.entry) {
          this._mean(names);
          names = [];
        }
      });
    }

    /** @param {string[][]} all words in a row that mean one thing */
    _mean(all) {
      // Where all are of several words, each stands for the words of the first.
      const alone = all.filter((keys) => keys.length === 1);
      const single = (alone.length ? alone.flat() : all[0] || [])
        .map((key) => this.termByKey.get(key))
        .filter((term) => term !== undefined);
      for (const keys of all) {
        const term = keys.length === 1 ? this.termByKey.get(keys[0]) : undefined;
        if (term === undefined) {
          const known = this.idioms.get(keys[0]);
          if (known) known.push([keys, single]);
          else this.idioms.set(keys[0], [[keys, single]]);
        } else {
          const known = this.meaning.get(term) || new Set();
          single.forEach((other) => other !== term && known.add(other));
          this.meaning.set(term, known);
        }
      }
    }

    // --- reading a query ---

    /**
     * The terms that one typed word may stand for.
     * @param {string} word @param {boolean} typing whether more letters may follow
     * @returns {Map<number, number>}
     */
    expand(word, typing) {
      const name = typing ? `${word}*` : word;
      const known = this.expanded.get(name);
      if (known) return known;
      if (this.expanded.size > 2000) this.expanded.clear();
      let found = this._expand(word, typing);
      if (found.size > MOST_MEANT) {
        found = new Map([...found].sort((a, b) => b[1] - a[1]).slice(0, MOST_MEANT));
      }
      this.expanded.set(name, found);
      return found;
    }

    /** @param {string} word @param {boolean} typing @returns {Map<number, number>} */
    _expand(word, typing) {
      /** @type {Map<number, number>} */ const found = new Map();
      /** @param {number} term @param {number} value */
      const add = (term, value) => {
        if (value > (found.get(term) || 0)) found.set(term, value);
      };
      const surface = this.surfaceOf.get(word);
      const stem = this.termByKey.get(this.words.canon(word));
      if (stem !== undefined) add(stem, SAME_STEM);
      if (surface !== undefined) add(this.termOf[surface], 1);
      const sure = surface !== undefined || stem !== undefined;
      const named = sure && [...found.keys()].some((t) => this.terms[t].phrases.length > 0);
      // A word that only the glossary or the text knows may well be another, misspelled.
      const certain = this._topical([...found.keys()]);
      const worth = found.size ? 0.9 : 1;
      this._alike(word, (term, value) => add(term, value * worth), certain);
      if ((typing && word.length > 1) || (!named && word.length > 3)) {
        this._begun(word, add, certain ? 0.5 : 1, typing && !certain);
      }
      for (const [term, value] of [...found]) {
        for (const other of this.meaning.get(term) || []) add(other, value * SAME_MEANING);
      }
      return found;
    }

    /** Two words written as one, apart again: "kneepain". @param {string} word @returns {string[]} */
    _apart(word) {
      const term = this.termByKey.get(this.words.canon(word));
      if (word.length < 6 || (term !== undefined && this._topical([term]))) return [word];
      for (let cut = word.length - 2; cut >= 2; cut--) {
        const parts = [word.slice(0, cut), word.slice(cut)];
        const found = parts.map((part) => this.surfaceOf.get(part));
        if (found.every((part) => part !== undefined && this._topical([this.termOf[part]]))) {
          return parts;
        }
      }
      return [word];
    }

    /** Whether a page is known by one of these terms, and not only the glossary. @param {number[]} terms */
    _topical(terms) {
      return terms.some((term) =>
        this.terms[term].phrases.some((p) => this.entries[this.phrases[p].entry].kind !== "term"));
    }

    /** Words that differ by typing errors, or sound the same; only these where the word is known.
     * @param {string} word @param {(t: number, v: number) => void} add @param {boolean} certain */
    _alike(word, add, certain) {
      const sound = this.words.sound(word);
      const rootSound = this.words.sound(this.words.canon(word));
      const bits = letters(word);
      this.surfaces.forEach((other, place) => {
        const length = Math.max(word.length, other.length);
        if (!certain && other.length > 5 && word.length > 8 && word.includes(other)) {
          add(this.termOf[place], WITHIN);
        }
        if (length < 4 || Math.abs(word.length - other.length) > 4) return;
        const [heard, rootHeard] = this._sounds(place);
        const same = (sound.length > 1 && heard === sound)
          || (rootSound.length > 1 && rootHeard === rootSound);
        if (certain && (!same || Math.min(word.length, other.length) < 6)) return;
        const most = same ? Math.ceil(length / 2) : allowed(Math.min(word.length, other.length));
        if (!most) return;
        if (!same && count(bits ^ this.bits[place]) > 2 * most) return;
        const wrong = errors(word, other, most);
        if (wrong > most) return;
        let value = 1 - (wrong / length) * 1.15;
        if (word[0] !== other[0]) value *= 0.88;
        if (same) value = Math.max(value, SAME_SOUND);
        if (!this.terms[this.termOf[place]].phrases.length) value *= 0.8;
        if (value > 0.45) add(this.termOf[place], value);
      });
    }

    /**
     * Works out the sounds of some more words, so that no key press has to wait for all.
     * @param {number} most @returns {boolean} whether all are done
     */
    warm(most) {
      for (let left = most; left > 0 && this.warmed < this.surfaces.length; left--) {
        this._sounds(this.warmed++);
      }
      return this.warmed >= this.surfaces.length;
    }

    /** What a word of the index sounds like, whole and without its ending. @param {number} surface */
    _sounds(surface) {
      let known = this.sounds[surface];
      if (known === undefined) {
        const root = this.terms[this.termOf[surface]].key;
        known = [this.words.sound(this.surfaces[surface]), this.words.sound(root)];
        this.sounds[surface] = known;
      }
      return known;
    }

    /** Words that begin so.
     * @param {string} word @param {(t: number, v: number) => void} add
     * @param {number} worth @param {boolean} loosely whether a typing error may stand in it */
    _begun(word, add, worth, loosely) {
      this.surfaces.forEach((other, place) => {
        if (other.length <= word.length) return;
        if (other.startsWith(word)) {
          add(this.termOf[place], worth * (0.72 + (0.25 * word.length) / other.length));
        } else if (loosely && word.length > 4 && other[0] === word[0]) {
          if (errors(word, other.slice(0, word.length), 1) < 2) add(this.termOf[place], 0.6);
        }
      });
    }

    /** @param {string} query @returns {Slot[]} */
    slots(query) {
      const written = this.words.split(query.slice(0, LONGEST_QUERY)).slice(0, MOST_WORDS);
      const words = written.flatMap((word) => this._apart(word));
      const typing = /[\p{L}\p{N}\p{M}]$/u.test(query);
      const keys = words.map((word) => this.words.canon(word));
      const slots = words.map((word, place) => ({
        found: new Map(this.expand(word, typing && place === words.length - 1)),
        weight: 0,
        share: this.share.get(keys[place]) || 1,
      }));
      this._join(words, slots);
      this._idioms(keys, slots);
      for (const slot of slots) slot.weight = this._weight(slot.found) * slot.share;
      return slots;
    }

    /** One word written as two: "x ray", "l 4". @param {string[]} words @param {Slot[]} slots */
    _join(words, slots) {
      for (let place = 0; place + 1 < words.length; place++) {
        const surface = this.surfaceOf.get(words[place] + words[place + 1]);
        if (surface === undefined) continue;
        const term = this.termOf[surface];
        slots[place].found.set(term, JOINED);
        slots[place + 1].found.set(term, JOINED);
      }
    }

    /** "pass water" for "pee". @param {string[]} keys @param {Slot[]} slots */
    _idioms(keys, slots) {
      keys.forEach((first, at) => {
        for (const [idiom, terms] of this.idioms.get(first) || []) {
          if (!idiom.every((key, place) => key === keys[at + place])) continue;
          for (const { found } of slots.slice(at, at + idiom.length)) {
            for (const term of terms) {
              if ((found.get(term) || 0) < SAME_MEANING) found.set(term, SAME_MEANING);
            }
          }
        }
      });
    }

    /** How much a word says: its rarity, or little where nobody knows it. @param {Map<number, number>} found */
    _weight(found) {
      let best = 0;
      let weight = this.typical * UNKNOWN;
      for (const [term, value] of found) {
        if (value > best) {
          best = value;
          weight = this.terms[term].rarity;
        }
      }
      return weight;
    }

    // --- ranking ---

    /** @param {string} query @param {number} [most] @returns {Answer} */
    search(query, most = 8) {
      const slots = this.slots(query);
      const near = this._near(slots);
      const fits = this._fits(slots, near);
      const sign = this._sign(fits, slots);
      const hits = this._ranked(near, fits, sign);
      const best = hits[0];
      const sure = best !== undefined && best.score >= SURE;
      const help = sure && best.score >= 0.6 ? best.page : -1;
      const card = sign >= 0 ? this.data.signs[sign][0]
        : this.data.cards.findIndex((one) => one.page === help && one.level === "now");
      const terms = new Set(slots.flatMap((slot) => [...slot.found.keys()]));
      const nearest = sure ? [] : this._nearest(fits);
      return { hits: this._shown(hits, most), sure, sign, card, nearest, terms };
    }

    /**
     * Where words of the query are looked up: filler that is everywhere says nothing
     * as long as there is another word.
     * @param {Slot[]} slots
     */
    _telling(slots) {
      const some = slots.some((slot) => slot.share === 1 && slot.found.size > 0);
      return slots.map((slot) => (some && slot.share === FILLER ? [] : [...slot.found]));
    }

    /**
     * How near each page is to each word: its names count whole, its text in part.
     * @param {Slot[]} slots @returns {Near}
     */
    _near(slots) {
      const size = slots.length;
      const named = new Float32Array(size * this.data.pages.length);
      const text = new Float32Array(size * this.data.pages.length);
      const pages = new Set();
      this._telling(slots).forEach((found, place) => {
        for (const [term, value] of found) {
          for (const page of this.terms[term].pages) {
            const at = page * size + place;
            if (value > named[at]) named[at] = value;
            pages.add(page);
          }
          for (const [page, often] of this.uses(term)) {
            const at = page * size + place;
            const worth = value * (0.25 + 0.1 * often);
            if (worth > text[at]) text[at] = worth;
            pages.add(page);
          }
        }
      });
      const total = sum(slots) || 1;
      const scores = new Map();
      for (const page of pages) {
        let score = 0;
        slots.forEach((slot, place) => {
          const at = page * size + place;
          score += slot.weight * Math.max(named[at], text[at]);
        });
        scores.set(page, score / total);
      }
      return { named, scores };
    }

    /**
     * How well each phrase fits that has a fair share of the query's words.
     * @param {Slot[]} slots @param {Near} near @returns {Map<number, Fit>}
     */
    _fits(slots, near) {
      const total = sum(slots) || 1;
      const asked = new Float32Array(this.phrases.length);
      const counted = new Uint8Array(this.phrases.length); // the last word that was added
      /** @type {number[]} */ const touched = [];
      this._telling(slots).forEach((found, place) => {
        // The best of what a word may stand for comes first, and counts once.
        for (const [term, value] of found.sort((a, b) => b[1] - a[1])) {
          const gain = (slots[place].weight * value) / total;
          for (const number of this.terms[term].phrases) {
            if (counted[number] === place + 1) continue;
            if (!counted[number]) touched.push(number);
            counted[number] = place + 1;
            asked[number] += gain;
          }
        }
      });
      const fits = new Map();
      for (const number of touched) {
        const phrase = this.phrases[number];
        if (asked[number] >= LEAST_ASKED || phrase.title || phrase.sign) {
          fits.set(number, this._fit(phrase, slots, near));
        }
      }
      return fits;
    }

    /** @param {Phrase} phrase @param {Slot[]} slots @param {Near} near @returns {Fit} */
    _fit(phrase, slots, near) {
      const { page, kind } = this.entries[phrase.entry];
      const terms = new Float32Array(phrase.terms.length);
      let asked = 0;
      slots.forEach((slot, place) => {
        // A part's title need not say again what its page is about.
        const lends = (kind === "part" || kind === "frame") && phrase.title;
        let best = lends ? LENT * near.named[page * slots.length + place] : 0;
        phrase.terms.forEach((term, at) => {
          const value = slot.found.get(term) || 0;
          if (value > best) best = value;
          if (value > terms[at]) terms[at] = value;
        });
        asked += slot.weight * best;
      });
      let said = 0;
      let whole = 0;
      let missing = 0;
      let content = 0;
      phrase.terms.forEach((term, at) => {
        const { share, rarity } = this.terms[term];
        if (share === 1) content += 1;
        if (share === 1 && terms[at] < 0.5) missing += 1;
        whole += rarity * share;
        said += rarity * share * terms[at];
      });
      asked /= sum(slots) || 1;
      said /= whole || 1;
      // One word in four may be another: "numb when I wipe myself".
      const all = missing <= Math.floor(content / 4);
      return { fit: phrase.weight * asked * Math.pow(said, 0.8), asked, said, all };
    }

    /**
     * @param {Near} near @param {Map<number, Fit>} fits @param {number} sign
     * @returns {Hit[]}
     */
    _ranked(near, fits, sign) {
      const help = sign < 0 ? -1 : this.data.cards[this.data.signs[sign][0]].page;
      /** @type {Map<number, {fit: number, entry: number}>} */ const best = new Map();
      for (const [number, { fit }] of fits) {
        const { entry } = this.phrases[number];
        const { page } = this.entries[entry];
        const known = best.get(page);
        if (!known || fit > known.fit) best.set(page, { fit, entry });
      }
      /** @type {Hit[]} */ const hits = [];
      for (const [page, score] of near.scores) {
        const top = best.get(page) || { fit: 0, entry: -1 };
        const bonus = page === help ? SIGN_BONUS : 0;
        const value = (0.62 * top.fit + 0.38 * score) * this.data.pages[page].weight + bonus;
        hits.push({ page, entry: top.fit > 0.4 ? top.entry : -1, score: value });
      }
      return hits.sort((a, b) => b.score - a.score || a.page - b.page);
    }

    /**
     * The best hits, without a tail that has little to do with the query; where
     * nothing was found, the pages to start from.
     * @param {Hit[]} hits @param {number} most
     */
    _shown(hits, most) {
      if (!hits.length) {
        return this.data.starts.map((page) => ({ page, entry: -1, score: 0 }));
      }
      const least = TAIL * hits[0].score;
      return hits.filter((hit, place) => place < 3 || hit.score >= least).slice(0, most);
    }

    /** How urgent a sign is. @param {number} sign */
    level(sign) {
      return this.data.cards[this.data.signs[sign][0]].level;
    }

    /**
     * The danger sign that a query speaks of, or -1. A sign to act on now comes before
     * one for today.
     * @param {Map<number, Fit>} fits @param {Slot[]} slots
     */
    _sign(fits, slots) {
      let sign = -1;
      let best = 0;
      for (const [number, { fit, asked, said, all }] of fits) {
        const phrase = this.phrases[number];
        const entry = this.entries[phrase.entry];
        if (entry.sign < 0 || this.level(entry.sign) === "book") continue;
        const speaks = all && said >= 0.7 && (asked >= 0.3 || this._close(phrase, slots));
        if (!speaks && fit < 0.75) continue;
        const value = fit + (this.level(entry.sign) === "now" ? 0.2 : 0);
        if (value > best) {
          best = value;
          sign = entry.sign;
        }
      }
      return sign;
    }

    /**
     * Whether a long question says a phrase in one place: "… and now I cannot pee at all".
     * @param {Phrase} phrase @param {Slot[]} slots
     */
    _close(phrase, slots) {
      const content = phrase.terms.filter((term) => this.terms[term].share === 1);
      if (content.length < 2) return false;
      const needed = content.length - Math.floor(content.length / 4);
      const said = slots
        .filter((slot) => slot.share === 1)
        .map(({ found }) => content.filter((term) => (found.get(term) || 0) >= 0.7));
      for (let start = 0; start < said.length; start++) {
        const within = said.slice(start, start + 2 * content.length + 1);
        if (said[start].length && new Set(within.flat()).size >= needed) return true;
      }
      return false;
    }

    /** Search words near to a query that found nothing for sure. @param {Map<number, Fit>} fits */
    _nearest(fits) {
      const texts = [...fits]
        .sort((a, b) => b[1].fit - a[1].fit || a[0] - b[0])
        .map(([number]) => this.phrases[number].text);
      return [...new Set(texts)].slice(0, 3);
    }

    /** Whether a word of a text is one that the query asks for. @param {string} word @param {Set<number>} terms */
    marks(word, terms) {
      return this.words.split(word).some((part) => {
        const surface = this.surfaceOf.get(part);
        return surface !== undefined && part.length > 2 && terms.has(this.termOf[surface])
          && !this.share.has(this.words.canon(part));
      });
    }
  }

  const api = { Engine, Words, errors };
  if (typeof module === "object" && module.exports) module.exports = api;
  else root.handoutsSearchEngine = api;
})(/** @type {any} */ (typeof self === "object" ? self : this));
