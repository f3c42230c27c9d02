// The search itself: parts of the index and a query in, hits out. It asks for the parts that it lacks, and touches
// neither the page nor the network, so that tests run it without a browser. build_tools/search writes the index.
'use strict';

(function (root) {
  const LONGEST = 300; // characters of a query that are read
  const MOST_WORDS = 24;
  const COMPLETIONS = 8; // terms that a word's beginning may stand for
  const GUESSES = 4; // terms that a misspelt word may stand for
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
      this.light = new Set(start.light.split(' '));
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
      return { words: data.words.split(' '), terms, named: data.named };
    }

    // The hits of a query, best first, or the names of the parts that are needed to tell:
    // {needs: [name]} or {hits: [{entry, score}], near: whether none has all that was asked, marks: words found}.
    search(text, limit) {
      this.missing = new Set();
      const slots = this.slots(text.slice(0, LONGEST));
      let found = this.missing.size ? null : this.scored(slots);
      if (this.missing.size) return { needs: [...this.missing] };
      if (!found.size && slots.some((slot) => !slot.terms.size)) {
        slots.filter((slot) => !slot.terms.size).forEach((slot) => this.guess(slot, Math.floor(slot.word.length / 2)));
        found = this.missing.size ? null : this.scored(slots);
        if (this.missing.size) return { needs: [...this.missing] };
        return this.answer(found, slots, limit, true);
      }
      return this.answer(found, slots, limit, false);
    }

    answer(found, slots, limit, guessed) {
      const hits = [...found].map(([entry, held]) => ({ entry, ...held }));
      hits.sort((one, other) => other.score - one.score || one.entry - other.entry);
      const near = slots.length > 0 && (guessed || !hits.length || hits[0].covered < 0.5);
      const least = hits.length ? hits[0].score * 0.08 : 0;
      const shown = hits.filter((hit) => hit.score >= least);
      if (!hits.length && slots.length) shown.push(...this.start.nearest.map((entry) => ({ entry, score: 0, covered: 0 })));
      return { hits: shown.slice(0, limit), near, marks: this.marks(slots) };
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
      const found = compounds(text, this.signs).slice(0, MOST_WORDS);
      const ended = /\s$/.test(text);
      let slots = found.flatMap((parts) => parts).slice(0, MOST_WORDS).map((word) => ({ word, terms: new Map(), share: 1 }));
      slots.forEach((slot, at) => this.resolve(slot, at === slots.length - 1 && !ended));
      for (let at = 0; at + 1 < slots.length; at += 1) this.join(slots[at], slots[at + 1]);
      slots = slots.flatMap((slot) => this.split(slot) || [slot]);
      slots.filter((slot) => !slot.terms.size).forEach((slot) => this.guess(slot, 0));
      const loud = slots.filter((slot) => slot.joined || !this.stop.has(slot.word));
      if (loud.length) slots = loud;
      slots.forEach((slot) => { if (this.light.has(slot.word) && !slot.joined) slot.share = 0.35; });
      if (loud.length && slots.every((slot) => slot.share < 1)) slots.forEach((slot) => { slot.share = 1; });
      return slots;
    }

    american(word) {
      if (word.length < 5 || this.same.has(word)) return word;
      return this.spellings.reduce((now, [old, other]) => now.replace(old, other), word);
    }

    resolve(slot, last) {
      const forms = [slot.word, this.american(slot.word)];
      const exact = forms.map((form) => this.lookup(form)).find((one) => one);
      slot.known = exact && exact.named > 0;
      if (exact) this.offer(slot, exact.term, exact.named ? 1 : 0.9);
      const base = forms[1].replace(ENDINGS, '');
      if (!slot.known && base.length >= 4) {
        for (const one of this.beginning(base)) {
          if (ENDING.test(one.word.slice(base.length))) this.offer(slot, one.term, one.named ? 0.9 : 0.6);
        }
      }
      if (last || (slot.word.length >= 3 && !this.stop.has(slot.word))) this.complete(slot, forms, last);
    }

    // The word as the beginning of longer ones: certain for what is still being typed, likely for "init" or "param".
    complete(slot, forms, last) {
      const share = last ? (slot.known ? 0.6 : 0.85) : slot.known ? 0.3 : 0.7;
      const found = [...new Set(forms)].flatMap((form) => this.beginning(form)).filter((one) => one.named > 0);
      found.sort((one, other) => other.named - one.named || one.word.length - other.word.length);
      for (const one of found) {
        if (slot.terms.size >= COMPLETIONS) break;
        if (!slot.terms.has(one.term)) this.offer(slot, one.term, share);
      }
    }

    // "drop out" as "dropout": what two neighbours make together counts for both.
    join(one, other) {
      const whole = one.word + other.word;
      const exact = this.lookup(whole) || this.lookup(this.american(whole));
      const found = exact && exact.named ? [exact.term] : [];
      if (!found.length && !(one.known && other.known) && whole.length > 5 && one.word.length < 6) {
        const guess = { word: whole, terms: new Map() };
        this.guess(guess, 1);
        found.push(...guess.terms.keys());
      }
      for (const term of found) {
        for (const slot of [one, other]) {
          this.offer(slot, term, exact ? 1 : 0.7);
          slot.joined = true;
        }
      }
    }

    // "batchnormalisation" as two known words.
    split(slot) {
      if (slot.known || slot.joined || slot.word.length < 6 || [...slot.terms.values()].some((sure) => sure >= 0.85)) return null;
      for (let at = slot.word.length - 2; at >= 2; at -= 1) {
        const halves = [slot.word.slice(0, at), slot.word.slice(at)].map((word) => ({ word, terms: new Map(), share: 1 }));
        const exact = halves.map((half) => this.lookup(half.word) || this.lookup(this.american(half.word)));
        if (exact.every((one) => one && one.named > 0) && halves.every((half) => half.word.length > 2 || /\d/.test(half.word))) {
          halves.forEach((half, which) => this.offer(half, exact[which].term, 0.9));
          return halves;
        }
      }
      return null;
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
      return part.words[at] === word ? { word, term: part.terms[at], named: Number(part.named[at]) } : null;
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
            yield { word: part.words[at], term: part.terms[at], named: Number(part.named[at]) };
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
          if (part.named[at] !== '0') yield { word: part.words[at], term: part.terms[at], named: Number(part.named[at]) };
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
        part.read.set(number, { count: part.counts[place], entries: unpacked(part.entries[place]), after: part.after[place] });
      }
      return part.read.get(number);
    }

    // ---------------------------------------------------------------- from terms to entries

    rarity(count) {
      return Math.log(1 + (this.start.entries - count + 0.5) / (count + 0.5));
    }

    // Each entry's score: for each slot the best of its terms, pairs of neighbours on top, and what part is covered.
    scored(slots) {
      const found = new Map();
      let all = 0;
      slots.forEach((slot, at) => {
        slot.most = slot.terms.size ? 0 : this.rarity(1);
        for (const [number, sure] of slot.terms) {
          const term = this.term(number);
          if (!term) continue;
          const rare = this.rarity(term.count);
          slot.most = Math.max(slot.most, rare * sure);
          for (const [entry, weight] of term.entries) {
            const held = found.get(entry) || found.set(entry, { best: [], has: [] }).get(entry);
            const value = slot.share * rare * sure * weight / this.start.unit;
            if (value > (held.best[at] || 0)) held.best[at] = value;
            held.has[at] = Math.max(held.has[at] || 0, sure * (weight >= this.start.named ? 1 : 0.4));
          }
        }
        all += slot.most * slot.share;
      });
      this.pairs(slots, found);
      for (const held of found.values()) {
        const part = slots.reduce((sum, slot, at) => sum + (held.has[at] || 0) * slot.most * slot.share, 0);
        held.covered = all ? part / all : 0;
        held.score = held.best.reduce((sum, one) => sum + (one || 0), held.pair || 0) * held.covered ** 1.5;
      }
      return found;
    }

    pairs(slots, found) {
      for (let at = 0; at + 1 < slots.length; at += 1) {
        for (const [first, sure] of slots[at].terms) {
          const after = (this.term(first) || {}).after;
          for (const [second, other] of after ? slots[at + 1].terms : []) {
            if (!Object.hasOwn(after, second)) continue;
            const entries = unpacked(after[second]);
            const share = Math.min(slots[at].share, slots[at + 1].share);
            const rare = 0.5 * share * sure * other * this.rarity(entries.size) / this.start.unit;
            for (const [entry, weight] of entries) {
              const held = found.get(entry);
              held.pair = (held.pair || 0) + rare * weight;
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
