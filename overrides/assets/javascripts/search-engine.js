// The search itself: parts of the index and a query in, hits out. It asks for the parts that it lacks, and touches
// neither the page nor the network, so that tests run it without a browser. build_tools/search writes the index.
'use strict';

(function (root) {
  const LONGEST = 300; // characters of a query that are read
  const MOST_WORDS = 24;
  const LONGEST_WORD = 40; // letters of a word that is taken to pieces
  const COMPLETIONS = 12; // terms that a word's beginning may stand for
  const GUESSES = 4; // terms that a misspelt word may stand for
  const FARTHEST = 6; // slips of a word for which nothing else is found
  const LIGHT = 0.5; // what a word weighs that only classifies, beside others
  const WHOLE = 1; // what a name of just the words asked for adds to a score
  const COVERED = 0.45; // the part of a query that a hit must have to be what was asked
  const TAIL = 0.4; // the part of what the best hit covers that a hit must cover to be shown
  const COVERING = 1.5; // the power by which covering less of a query costs
  const PAIR = 0.9; // what two words in the order asked for add, against the words alone
  const TEXT_PAIR = 3; // a phrase in a text says more than the small weight that texts have
  const TOGETHER = 0.85; // how surely a text that has a phrase is about it
  const MENTIONED = 0.25; // how surely a text that has a word is about it …
  const SAID = 0.5; // … and what saying it again and again adds at most
  const ENDING = /^(?:s|es|ed|d|e|ing|er|ers|r|rs|or|ors|y|ies|ion|ions|ation|ations|ational|ize|izes|ized|izer|izers|izing|ization|al|ally|ity|ive|able|ment|ly|ness)?$/;
  const ENDINGS = /(?:izations?|izers?|izing|ized?|izes|ations?|ational|ions?|ings?|ers?|ors?|ed|es|ies|s|e|y|al|ally|ity|ive|able|ments?|ly|ness)$/;

  // ---------------------------------------------------------------- words

  function fold(text, signs) {
    return text.normalize('NFKC').toLowerCase().normalize('NFKD').replace(/\p{Mn}/gu, '')
      .replace(/['’ʼ](?:s|re|ve|ll|d|m)?(?![a-z])|(?<=n)['’ʼ](?=t(?![a-z]))/g, '')
      .replace(/(?<=[0-9]) ?[x×] ?(?=[0-9])/g, 'x')
      .replace(/(?<=[a-z])\+\+/g, 'plusplus')
      .replace(/(?<=[a-z])#/g, 'sharp')
      .replace(/[^\x00-\x7f]/g, (sign) => (signs.has(sign) ? ` ${signs.get(sign)} ` : sign));
  }

  // The words of a text in order; those that hyphens join know it.
  function compounds(text, signs) {
    const found = fold(text, signs).match(/[\p{L}\p{N}]+(?:\.[0-9]+)?(?:[-‐‒–−][\p{L}\p{N}]+(?:\.[0-9]+)?)*/gu) || [];
    return found.map((one) => one.split(/[-‐‒–−]/));
  }

  // Slips between two words: letters left out, added, changed or swapped with the next; `most + 1` stands for more.
  // With `open`, the second word may go on behind its end.
  function slips(one, other, most, open) {
    if (Math.abs(one.length - other.length) > most && !(open && other.length > one.length)) return most + 1;
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i += 1) {
      const now = [i];
      let least = i;
      for (let j = 1; j <= other.length; j += 1) {
        const same = one[i - 1] === other[j - 1] ? 0 : 1;
        now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + same);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
        least = Math.min(least, now[j]);
      }
      if (least > most) return most + 1;
      before = last;
      last = now;
    }
    return open ? Math.min(...last) : last[other.length];
  }

  function wordOf(part, at) {
    return { word: part.words[at], term: part.terms[at], named: Number(part.named[at]), light: part.light[at] === '1' };
  }

  // The last place in a sorted list whose value is not above `wanted`.
  function placeOf(sorted, wanted) {
    let low = 0;
    let high = sorted.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (sorted[middle] <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  // ---------------------------------------------------------------- the index

  class Engine {
    constructor(start) {
      this.start = start;
      this.parts = new Map();
      this.stop = new Set(start.stop.split(' '));
      this.same = new Set(start.same.split(' '));
      this.signs = new Map(Object.entries(start.signs));
      this.spellings = start.spellings.map(([old, now]) => [new RegExp(old), now]);
    }

    // Takes a part of the index.
    add(name, data) {
      if (name.startsWith('words-')) this.parts.set(name, this.vocabulary(data));
      else if (name.startsWith('terms-')) this.parts.set(name, { ...data, read: new Map() });
      else this.parts.set(name, data);
    }

    vocabulary(data) {
      const terms = [];
      let number = 0;
      for (const step of data.terms) terms.push((number += step));
      return { words: data.words.split(' '), terms, named: data.named, light: data.light };
    }

    // The hits of a query, best first, or the names of the parts that are needed to tell:
    // {needs: [name]} or {hits: [{entry, score}], near: whether none has what was asked, marks: words found}.
    // Where nothing is near, and where nothing is asked, the entries that are asked most are the hits.
    search(text, limit) {
      this.missing = new Set();
      const slots = this.slots(text.slice(0, LONGEST));
      let found = this.scored(slots);
      const unknown = slots.filter((slot) => !slot.terms.size);
      const lost = !this.missing.size && !found.size;
      if (lost && unknown.length) {
        unknown.forEach((slot) => this.guess(slot, Math.min(FARTHEST, slot.word.length >> 1)));
        found = this.scored(slots);
      }
      if (this.missing.size) return { needs: [...this.missing] };
      const hits = [...found].map(([entry, { score, covered }]) => ({ entry, score, covered }));
      hits.sort((one, other) => other.score - one.score || one.entry - other.entry);
      if (!hits.length) hits.push(...this.start.nearest.map((entry) => ({ entry, score: 0, covered: 0 })));
      const shown = hits.filter((hit) => hit.covered >= hits[0].covered * TAIL).slice(0, limit);
      return { hits: shown, near: text.trim() !== '' && (lost || hits[0].covered < COVERED), marks: this.marks(slots) };
    }

    // What a hit shows: {id, topic, title, short}, or the name of the part that has it.
    record(entry) {
      const at = Math.floor(entry / this.start.records);
      const part = this.parts.get(`entries-${at}`);
      if (!part) return { needs: `entries-${at}` };
      const [id, topic, title, short] = part[entry % this.start.records];
      return { id, topic: this.start.topics[topic], title, short };
    }

    // ---------------------------------------------------------------- from words to terms

    // One slot for each word that says something, with the terms that it may stand for and how surely.
    slots(text) {
      const words = compounds(text, this.signs).flat().slice(0, MOST_WORDS);
      const all = words.every((word) => this.stop.has(word));
      const typing = !/\s$/.test(text);
      let slots = words.map((word) => this.slot(word));
      slots.forEach((slot, at) => {
        slot.last = typing && at === slots.length - 1;
        if (all || slot.last || !this.stop.has(slot.word)) this.resolve(slot, slots[at - 1]);
      });
      for (let at = 0; at + 1 < slots.length; at += 1) this.join(slots[at], slots[at + 1]);
      if (!all) slots = slots.filter((slot) => slot.joined !== undefined || !this.stop.has(slot.word));
      slots = slots.flatMap((slot) => this.split(slot) || [slot]);
      slots.filter((slot) => !slot.terms.size).forEach((slot) => this.guess(slot, 0));
      if (!all) slots = slots.filter((slot) => !this.stop.has(slot.meant));
      const quiet = slots.filter((slot) => slot.light && slot.joined === undefined);
      slots.forEach((slot, at) => { if (slots.findIndex((one) => one.word === slot.word) < at) slot.share = 0; });
      if (quiet.length < slots.length) quiet.forEach((slot) => { slot.share = LIGHT; });
      return slots;
    }

    slot(word) {
      return { word, terms: new Map(), share: 1 };
    }

    american(word) {
      if (word.length < 5 || this.same.has(word)) return word;
      return this.spellings.reduce((now, [old, other]) => now.replace(old, other), word);
    }

    resolve(slot, before) {
      const forms = [...new Set([slot.word, this.american(slot.word)])];
      const exact = forms.map((form) => this.lookup(form)).find((one) => one);
      slot.exact = Boolean(exact);
      slot.known = slot.exact && exact.named > 0;
      slot.light = (exact && exact.light) || /^[a-z]$/.test(slot.word);
      if (exact) this.offer(slot, exact.term, exact.named ? 1 : 0.9);
      const base = forms.at(-1).replace(ENDINGS, '');
      if (!slot.known && base.length >= 4) {
        for (const one of this.beginning(base)) {
          if (ENDING.test(one.word.slice(base.length))) this.offer(slot, one.term, one.named ? 0.9 : 0.6);
        }
      }
      if (slot.last || slot.word.length >= 3) this.complete(slot, forms, before);
    }

    // The word as the beginning of longer ones: certain for what is still being typed, likely for "init" or "param".
    // What follows the word before in some name comes first: "learning rate de" is decay.
    complete(slot, forms, before) {
      const share = slot.last ? (slot.known ? 0.6 : 0.85) : slot.known ? 0.3 : 0.7;
      const following = slot.last && before ? this.following(before) : new Set();
      const found = forms.flatMap((form) => [...this.beginning(form)]).filter((one) => one.named > 0);
      const rank = (one) => (following.has(one.term) ? 100 : 0) + one.named;
      found.sort((one, other) => rank(other) - rank(one) || one.word.length - other.word.length);
      for (const one of found) {
        if (slot.terms.size >= COMPLETIONS) break;
        if (!slot.terms.has(one.term)) this.offer(slot, one.term, following.has(one.term) ? 0.9 : share);
      }
    }

    following(slot) {
      const terms = new Set();
      for (const number of slot.terms.keys()) {
        const term = this.term(number);
        if (term && term.after) Object.keys(term.after).forEach((key) => terms.add(Number(key)));
      }
      return terms;
    }

    // "drop out" as "dropout": what two neighbours make together counts for both.
    join(one, other) {
      const whole = one.word + other.word;
      const exact = this.lookup(whole) || this.lookup(this.american(whole));
      const found = exact && exact.named ? [exact.term] : [];
      const unsure = !(one.known && other.known) && !this.stop.has(one.word) && !this.stop.has(other.word);
      if (!found.length && unsure && whole.length > 5 && one.word.length < 6) {
        const guess = this.slot(whole);
        this.guess(guess, 1);
        found.push(...guess.terms.keys());
      }
      for (const term of found) {
        for (const slot of [one, other]) {
          this.offer(slot, term, exact ? 1 : 0.7);
          slot.joined = term;
        }
      }
    }

    // "batchnormalisation" as two known words, "backpropagationthroughtime" as three.
    split(slot) {
      const { length } = slot.word;
      if (slot.exact || slot.joined !== undefined || length < 5 || length > LONGEST_WORD) return null;
      const pieces = this.pieces(slot.word);
      return pieces && pieces.map((word) => {
        const piece = this.slot(word);
        this.resolve(piece, null);
        return piece;
      }).filter((piece) => !this.stop.has(piece.word));
    }

    // The fewest known words that make up a word: the longest possible first, from the front.
    pieces(word) {
      for (let at = word.length - 1; at > 0; at -= 1) {
        const rest = word.slice(at);
        if (!this.piece(word.slice(0, at))) continue;
        if (this.piece(rest)) return [word.slice(0, at), rest];
        const further = rest.length > 4 ? this.pieces(rest) : null;
        if (further) return [word.slice(0, at), ...further];
      }
      return null;
    }

    piece(word) {
      if (this.stop.has(word)) return word.length > 1 || word === 'a';
      const exact = this.lookup(word) || this.lookup(this.american(word));
      return Boolean(exact && exact.named > 0 && (word.length > 2 || /\d/.test(word) || exact.light));
    }

    // The words that a misspelt one may mean: those with the fewest slips, the commoner ones first.
    guess(slot, most) {
      const length = slot.word.length;
      const allowed = most || (length < 3 ? 0 : length < 7 ? 1 : length < 12 ? 2 : 3);
      if (!allowed || /^\d+$/.test(slot.word)) return;
      const found = [];
      for (const one of this.similar(slot.word)) {
        const whole = slips(slot.word, one.word, allowed, false);
        const open = length > 4 && whole > allowed ? slips(slot.word, one.word, Math.max(1, allowed - 1), true) + 0.5 : whole;
        const cost = Math.min(whole, open);
        if (cost <= allowed) found.push({ ...one, cost: cost + (one.word[0] === slot.word[0] ? 0 : 0.5) });
      }
      found.sort((one, other) => one.cost - other.cost || other.named - one.named);
      if (!found.length) return;
      slot.meant = found[0].word;
      slot.light = found[0].light;
      for (const one of found) {
        if (slot.terms.size >= GUESSES || one.cost > found[0].cost + 0.5) break;
        if (!slot.terms.has(one.term)) this.offer(slot, one.term, 0.85 - 0.12 * one.cost);
      }
    }

    offer(slot, term, sure) {
      slot.terms.set(term, Math.max(sure, slot.terms.get(term) || 0));
    }

    // ---------------------------------------------------------------- looking up

    part(name) {
      const part = this.parts.get(name);
      if (!part) this.missing.add(name);
      return part;
    }

    lookup(word) {
      const part = this.part(`words-${placeOf(this.start.words, word)}`);
      if (!part) return null;
      const at = placeOf(part.words, word);
      return part.words[at] === word ? wordOf(part, at) : null;
    }

    // All words that begin so.
    *beginning(prefix) {
      if (!prefix) return;
      for (let number = placeOf(this.start.words, prefix); number < this.start.words.length; number += 1) {
        if (this.start.words[number] > prefix && !this.start.words[number].startsWith(prefix)) return;
        const part = this.part(`words-${number}`);
        if (!part) return;
        for (let at = placeOf(part.words, prefix); at < part.words.length; at += 1) {
          if (part.words[at].startsWith(prefix)) {
            yield wordOf(part, at);
          } else if (part.words[at] > prefix) return;
        }
      }
    }

    // The words of names that a misspelt one is compared with: in a large index those with its first or second letter.
    *similar(word) {
      const starts = this.start.words;
      const near = starts.length > 8 ? [word[0], word[1]] : [''];
      const numbers = new Set();
      for (const letter of near) {
        if (!letter) for (let at = 0; at < starts.length; at += 1) numbers.add(at);
        else for (let at = placeOf(starts, letter); at < starts.length && starts[at][0] <= letter; at += 1) numbers.add(at);
      }
      for (const number of numbers) {
        const part = this.part(`words-${number}`);
        for (let at = 0; part && at < part.words.length; at += 1) {
          if (part.named[at] !== '0') yield wordOf(part, at);
        }
      }
    }

    // The entries of a term: {count, entries: Map(entry → weight), after}.
    term(number) {
      const at = placeOf(this.start.terms, number);
      const part = this.part(`terms-${at}`);
      if (!part) return null;
      if (!part.read.has(number)) {
        const place = number - this.start.terms[at];
        part.read.set(number, { count: part.counts[place], entries: unpacked(part.entries[place]), after: part.after[place], wholes: part.wholes[place] });
      }
      return part.read.get(number);
    }

    // ---------------------------------------------------------------- from terms to entries

    rarity(count) {
      return Math.log(1 + (this.start.entries - count + 0.5) / (count + 0.5));
    }

    // Each entry's score: for each slot the best of its terms, pairs of neighbours and names as a whole on top, and less
    // the less of the query is covered.
    scored(slots) {
      const found = new Map();
      let all = 0;
      slots.forEach((slot, at) => {
        const rare = this.rarities(slot);
        for (const [number, sure] of slot.terms) {
          const term = this.term(number);
          if (!term) continue;
          for (const [entry, weight] of term.entries) {
            const held = heldOf(found, entry);
            const value = slot.share * rare.get(number) * sure * weight / this.start.unit;
            held.best[at] = Math.max(held.best[at] || 0, value);
            held.has[at] = Math.max(held.has[at] || 0, sure * this.certainty(weight));
          }
        }
        all += slot.most * slot.share;
      });
      this.pairs(slots, found);
      this.wholes(slots, found);
      for (const held of found.values()) {
        const part = slots.reduce((sum, slot, at) => sum + (held.has[at] || 0) * slot.most * slot.share, 0);
        held.covered = all ? part / all : 0;
        held.score = held.best.reduce((sum, one) => sum + (one || 0), held.more) * held.covered ** COVERING * (1 + WHOLE * held.whole);
      }
      return found;
    }

    // How surely an entry is about a word that has this weight in it: a text that says it once may only touch on it.
    certainty(weight) {
      return weight >= this.start.named ? 1 : MENTIONED + SAID * weight / this.start.named;
    }

    // How rare each term of a slot is. Those that are only likely count as one: a rare guess is no better than a common one.
    rarities(slot) {
      const rare = new Map();
      let likely = 0;
      for (const [number, sure] of slot.terms) {
        const count = (this.term(number) || { count: 0 }).count;
        rare.set(number, this.rarity(count));
        if (sure < 0.9) likely += count;
      }
      for (const [number, sure] of slot.terms) {
        if (sure < 0.9) rare.set(number, Math.min(rare.get(number), this.rarity(Math.min(likely, this.start.entries / 2))));
      }
      slot.most = rare.size ? Math.max(...rare.values()) : this.rarity(1);
      return rare;
    }

    // Entries that have a name of just these words, whatever their order.
    wholes(slots, found) {
      if (!slots.length || slots.some((slot) => !slot.terms.size)) return;
      const surest = (slot) => [...slot.terms].reduce((one, other) => (other[1] > one[1] ? other : one));
      const joined = (slot) => (slot.joined === undefined ? surest(slot) : [slot.joined, slot.terms.get(slot.joined)]);
      const most = new Map();
      for (const chosen of [slots.map(surest), slots.map(joined)]) {
        const numbers = [...new Set(chosen.map((one) => one[0]))].sort((one, other) => one - other);
        const { wholes } = this.term(numbers[0]) || {};
        const key = numbers.slice(1).join(' ');
        if (!wholes || !Object.hasOwn(wholes, key)) continue;
        const sure = Math.min(...chosen.map((one) => one[1]));
        for (const [entry, weight] of unpacked(wholes[key])) most.set(entry, Math.max(most.get(entry) || 0, sure * weight));
      }
      for (const [entry, weight] of most) {
        const held = heldOf(found, entry);
        held.whole = weight / this.start.unit;
        slots.forEach((slot, at) => {
          held.has[at] = 1;
          held.best[at] = Math.max(held.best[at] || 0, slot.share * slot.most * held.whole / slots.length);
        });
      }
    }

    pairs(slots, found) {
      for (let at = 0; at + 1 < slots.length; at += 1) {
        for (const [first, sure] of slots[at].terms) {
          const after = (this.term(first) || {}).after;
          for (const [second, other] of after ? slots[at + 1].terms : []) {
            if (!Object.hasOwn(after, second)) continue;
            const entries = unpacked(after[second]);
            const share = (slots[at].share + slots[at + 1].share) / 2;
            const rare = PAIR * share * sure * other * this.rarity(entries.size) / this.start.unit;
            for (const [entry, weight] of entries) {
              const held = heldOf(found, entry);
              const certainty = weight >= this.start.named ? 1 : TOGETHER;
              held.more += rare * weight * (weight < this.start.named ? TEXT_PAIR : 1);
              held.has[at] = Math.max(held.has[at] || 0, sure * certainty);
              held.has[at + 1] = Math.max(held.has[at + 1] || 0, other * certainty);
            }
          }
        }
      }
    }

    // The words of the vocabulary that the slots stand for, to be marked in what is shown.
    marks(slots) {
      const marks = new Set();
      for (const slot of slots) {
        marks.add(slot.word);
        for (const part of this.parts.values()) {
          if (part.named) part.terms.forEach((term, at) => { if (slot.terms.has(term)) marks.add(part.words[at]); });
        }
      }
      return marks;
    }
  }

  // What is known of an entry; lists of common terms are cut, so that a pair may be the first to name one.
  function heldOf(found, entry) {
    if (!found.has(entry)) found.set(entry, { best: [], has: [], more: 0, whole: 0 });
    return found.get(entry);
  }

  // `weight,entry,step,step;weight,…` in base 36, as build_tools/search/index.py writes it.
  function unpacked(text) {
    const entries = new Map();
    for (const group of text.split(';')) {
      const numbers = group.split(',').map((digits) => parseInt(digits, 36));
      let entry = 0;
      for (let at = 1; at < numbers.length; at += 1) entries.set((entry += numbers[at]), numbers[0]);
    }
    return entries;
  }

  root.SearchEngine = { Engine, compounds };
})(typeof module === 'object' ? module.exports : window);
