// What a query may mean: one slot for each of its words, with the terms of the index that it may stand for and how
// surely. Words are completed, joined ("drop out"), split ("batchnormalisation") and, where unknown, guessed.
'use strict';

(function (root) {
  const node = typeof require === 'function';
  const { compounds, slips, letters, lacking } = node ? require('./search-words.js').SearchWords : root.SearchWords;
  const MOST_WORDS = 24;
  const LONGEST_WORD = 40; // letters of a word that is taken to pieces
  const COMPLETIONS = 12; // terms that a word's beginning may stand for
  const GUESSES = 4; // terms that a misspelt word may stand for
  const GUESSED = 8; // words of one query that are taken for misspelt ones: more are no question of this field
  const SLIP = 1.6; // what a slip takes from how surely a word is meant, shared by the letters of what was typed
  const FARTHEST = 6; // slips of a word for which nothing else is found
  const NEIGHBOUR = 0.5; // how surely a word stands for one that says nearly the same
  const LIGHT = 0.5; // what a word weighs that only classifies, beside others
  const NUMBER = /^[0-9.]+$/; // means itself alone
  // What inflection adds to a word, and what is taken off to find its other forms.
  const ENDING = new RegExp('^(?:s|es|ed|d|e|ing|er|ers|r|rs|or|ors|y|ies|ion|ions|ation|ations|ational|ize|izes|ized|'
    + 'izer|izers|izing|ization|al|ally|ity|ive|able|ment|ly|ness)?$');
  const ENDINGS = new RegExp('(?:izations?|izers?|izing|ized?|izes|ations?|ational|ions?|ings?|ers?|ors?|ed|es|ies|s|e|'
    + 'y|al|ally|ity|ive|able|ments?|ly|ness)$');

  class Query {
    // `parts` is the loaded index, `text` what was typed.
    constructor(parts, text) {
      this.parts = parts;
      this.stop = parts.stop;
      this.guessed = 0;
      this.slots = this.read(text);
    }

    read(text) {
      const words = compounds(signed(text), this.parts.signs).flat().slice(0, MOST_WORDS);
      const all = words.every((word) => this.stop.has(word)); // then they are all that there is to go by
      const typing = !/\s$/.test(text);
      let slots = this.unframed(words).map(slotOf);
      slots.forEach((slot, at) => {
        slot.last = typing && at === slots.length - 1;
        if (all || slot.last || !this.stop.has(slot.word)) this.resolve(slot, slots[at - 1]);
      });
      for (let at = 0; at + 1 < slots.length; at += 1) this.join(slots[at], slots[at + 1]);
      if (!all) slots = slots.filter((slot) => slot.joined !== undefined || !this.stop.has(slot.word));
      slots = slots.flatMap((slot) => (slot.terms.size ? [slot] : this.unknown(slot)));
      if (!all) slots = slots.filter((slot) => !this.stop.has(slot.meant));
      weigh(slots);
      return slots;
    }

    // Leaves out the pairs of words that say nothing: "tell me", "know about".
    unframed(words) {
      const framed = (at) => this.parts.frames.has(`${words[at]} ${words[at + 1]}`);
      const left = words.filter((word, at) => !framed(at) && !framed(at - 1));
      return left.every((word) => this.stop.has(word)) ? words : left;
    }

    // Takes more slips for possible, for want of anything better; returns whether there was such a word.
    guessOn() {
      const unknown = this.slots.filter((slot) => !slot.terms.size);
      this.guessed = 0;
      unknown.forEach((slot) => this.guess(slot, Math.min(FARTHEST, slot.word.length >> 1)));
      return unknown.length > 0;
    }

    resolve(slot, before) {
      const forms = [...new Set([slot.word, this.parts.american(slot.word)])];
      const exact = forms.map((form) => this.parts.lookup(form)).find((one) => one);
      slot.exact = Boolean(exact);
      slot.known = slot.exact && exact.named > 0;
      slot.light = (exact && exact.light) || /^[a-z]$/.test(slot.word);
      if (exact) offer(slot, exact.term, exact.named ? 1 : 0.9);
      const base = forms.at(-1).replace(ENDINGS, '');
      if (!slot.known && base.length >= 4) {
        for (const one of this.parts.beginning(base)) {
          const ending = one.word.slice(base.length);
          const fits = ENDING.test(ending) && (ending !== 'ies' || /y$/.test(slot.word)); // "apple" is no "applies"
          if (fits) offer(slot, one.term, one.named ? 0.9 : 0.6);
        }
      }
      this.widen(slot);
      if ((slot.last || slot.word.length >= 3) && !NUMBER.test(slot.word)) this.complete(slot, forms, before);
    }

    // Takes what says nearly the same as the terms that were found.
    widen(slot) {
      for (const [number, sure] of [...slot.terms]) {
        for (const other of this.parts.near.get(number) || []) {
          if (!slot.terms.has(other)) offer(slot, other, NEIGHBOUR * sure);
        }
      }
    }

    // The word as the beginning of longer ones: certain for what is still being typed, likely for "init" or "param".
    // What follows the word before in some name comes first: "learning rate de" is decay.
    complete(slot, forms, before) {
      const share = slot.last ? (slot.known ? 0.6 : 0.85) : slot.known ? 0.3 : 0.7;
      const following = slot.last && before ? this.following(before) : new Set();
      const found = forms.flatMap((form) => [...this.parts.beginning(form)]).filter((one) => one.named > 0);
      const rank = (one) => (following.has(one.term) ? 100 : 0) + one.named;
      found.sort((one, other) => rank(other) - rank(one) || one.word.length - other.word.length);
      for (const one of found) {
        if (slot.terms.size >= COMPLETIONS) break;
        if (!slot.terms.has(one.term)) offer(slot, one.term, following.has(one.term) ? 0.9 : share);
      }
    }

    following(slot) {
      const terms = new Set();
      for (const number of slot.terms.keys()) {
        const term = this.parts.term(number);
        if (term && term.after) Object.keys(term.after).forEach((key) => terms.add(Number(key)));
      }
      return terms;
    }

    known(word) {
      return this.parts.lookup(word) || this.parts.lookup(this.parts.american(word));
    }

    // "drop out" as "dropout": what two neighbours make together counts for both.
    join(one, other) {
      const whole = slotOf(one.word + other.word);
      const exact = this.known(whole.word);
      if (exact && exact.named) {
        offer(whole, exact.term, 1);
      } else {
        const unsure = !(one.known && other.known) && !this.stop.has(one.word) && !this.stop.has(other.word);
        if (unsure && whole.word.length > 5 && one.word.length < 6) this.guess(whole, 1);
      }
      for (const term of whole.terms.keys()) {
        for (const slot of [one, other]) {
          offer(slot, term, exact ? 1 : 0.7);
          slot.joined = term;
        }
      }
    }

    // What an unknown word may mean: other words written as one, or a misspelt word, or both.
    unknown(slot) {
      const { length } = slot.word;
      const cut = slot.joined === undefined && length > 4 && length <= LONGEST_WORD;
      const parted = cut && this.parted((this.pieces(slot.word, new Map()) || []).map(slotOf));
      this.guess(slot, parted ? 1 : undefined); // "momentim" is rather "momentum" than "moment im"
      if (slot.terms.size) return [slot];
      return parted || (cut && this.parted(this.halves(slot.word))) || [slot];
    }

    // The words that say something of those that make up another, if each is known to follow the one before: "block"
    // and "chain" are words of names, and no name has the one before the other.
    parted(pieces) {
      for (const piece of pieces) if (!piece.terms.size) this.resolve(piece, null);
      const loud = pieces.filter((piece) => !this.stop.has(piece.word));
      const meets = (piece, at) => !at || [...this.following(loud[at - 1])].some((term) => piece.terms.has(term));
      return loud.length && loud.every(meets) ? loud : null;
    }

    // The longest known word in front and what the misspelt rest may mean: "batchnormalisaton"; none for nothing.
    halves(word) {
      for (let at = word.length - 5; at > 3; at -= 1) {
        if (!this.isPiece(word.slice(0, at))) continue;
        const rest = slotOf(word.slice(at));
        this.guess(rest);
        if (rest.terms.size) return [slotOf(word.slice(0, at)), rest];
      }
      return [];
    }

    // The known words that make up a word, the longest possible first from the front; null where none do. `tried` keeps
    // what was found of each ending, or the time would double with each letter.
    pieces(word, tried) {
      if (tried.has(word)) return tried.get(word);
      let found = null;
      for (let at = word.length - 1; at > 0 && !found; at -= 1) {
        if (!this.isPiece(word.slice(0, at))) continue;
        const rest = word.slice(at);
        const further = this.isPiece(rest) ? [rest] : rest.length > 4 ? this.pieces(rest, tried) : null;
        found = further && [word.slice(0, at), ...further];
      }
      tried.set(word, found);
      return found;
    }

    isPiece(word) {
      if (this.stop.has(word)) return word.length > 1 || word === 'a';
      const exact = this.known(word);
      return Boolean(exact && exact.named > 0 && (word.length > 2 || /\d/.test(word) || exact.light));
    }

    // The words that a misspelt one may mean, if it has at most `most` slips.
    guess(slot, most) {
      const { length } = slot.word;
      const allowed = most || (length < 3 ? 0 : length < 7 ? 1 : length < 12 ? 2 : 3);
      if (!allowed || NUMBER.test(slot.word)) return;
      const key = `${slot.word} ${allowed}`;
      if (!this.parts.guesses.has(key)) {
        if ((this.guessed += 1) > GUESSED) return;
        this.parts.guesses.set(key, this.meanings(slot.word, allowed));
      }
      const found = this.parts.guesses.get(key);
      if (!found.length) return;
      slot.meant = found[0].word;
      slot.light = found[0].light;
      for (const one of found) {
        if (slot.terms.size >= GUESSES) break;
        if (!slot.terms.has(one.term)) offer(slot, one.term, 1 - SLIP * one.cost / length);
      }
    }

    // The words that are next to a misspelt one: those with the fewest slips, the commoner ones first.
    meanings(word, allowed) {
      const found = [];
      for (const one of this.parts.similar(word, allowed)) {
        const whole = slips(word, one.word, allowed, false);
        const going = word.length > 4 && whole > allowed; // "regularizt" may go on
        const cost = going ? slips(word, one.word, Math.max(1, allowed - 1), true) + 0.5 : whole;
        if (cost <= allowed) found.push({ ...one, cost: cost + (one.word[0] === word[0] ? 0 : 0.5) });
      }
      found.sort((one, other) => one.cost - other.cost || other.named - one.named);
      const near = found.filter((one) => one.cost <= found[0].cost + 0.5);
      // of three letters, one that is wrong is too much: "lss" may be "loss" and "gna" "gan", "flu" is not "elu"
      return word.length > 3 ? near : near.filter((one) => !lacking(letters(word), letters(one.word)) && one.cost <= 1);
    }
  }

  // Writes with signs what keyboards have no signs for: "||w||", "dL/dw".
  function signed(text) {
    return text.replaceAll('||', ' ‖ ').replace(/\bd([a-z])\/d([a-z])\b/gi, ' ∂$1 ∂$2 ');
  }

  function slotOf(word) {
    return { word, terms: new Map(), share: 1 };
  }

  function offer(slot, term, sure) {
    slot.terms.set(term, Math.max(sure, slot.terms.get(term) || 0));
  }

  // A word that is there already says nothing new; one that only classifies says less, beside others.
  function weigh(slots) {
    const quiet = slots.filter((slot) => slot.light && slot.joined === undefined);
    if (quiet.length < slots.length) quiet.forEach((slot) => { slot.share = LIGHT; });
    slots.forEach((slot, at) => {
      if (slots.findIndex((one) => one.word === slot.word) < at) slot.share = 0;
    });
  }

  root.SearchQuery = { Query };
})(typeof module === 'object' ? module.exports : window);
