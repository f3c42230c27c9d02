// The search itself: parts of the index and a query in, hits out. It asks for the parts that it lacks, and touches
// neither the page nor the network, so that tests run it without a browser.
'use strict';

(function (root) {
  const node = typeof require === 'function';
  const { Parts, unpacked } = node ? require('./search-parts.js').SearchParts : root.SearchParts;
  const { Query } = node ? require('./search-query.js').SearchQuery : root.SearchQuery;
  const LONGEST = 300; // characters of a query that are read
  const ASKED = 0.13; // the score, as a part of what the words of a query weigh, that a hit to what was asked has
  const TAIL = 0.4; // the part of what the best hit covers that a hit must cover to be shown
  const COVERING = 1.5; // the power by which covering less of a query costs
  const PAIR = 0.9; // what two words in the order asked for add, against the words alone
  const TEXT_PAIR = 3; // a phrase in a text says more than the small weight that texts have
  const TOGETHER = 0.85; // how surely a text that has a phrase is about it
  const MENTIONED = 0.25; // how surely a text that has a word is about it …
  const SAID = 0.5; // … and what saying it again and again adds at most
  const CLASSIFYING = 2; // the most that a word says that only classifies, however rare it is
  const BRIEF = /^.{1,3}$|[0-9]/; // unknown words that may be abbreviations or numbers ask for less, as signs do
  const CERTAIN = 0.9; // how surely a word must stand for a term not to be a guess

  class Engine {
    constructor(start) {
      this.start = start;
      this.parts = new Parts(start);
    }

    // Takes a part of the index.
    add(name, data) {
      this.parts.add(name, data);
    }

    // What a hit shows: {id, topic, title, short}, or {needs: the name of the part that has it}.
    record(entry) {
      return this.parts.record(entry);
    }

    // The hits of a query, best first, or the names of the parts that are needed to tell:
    // {needs: [name]} or {hits: [{entry, score}], near: whether none has what was asked, marks: words found}.
    // Where nothing is near, and where nothing is asked, the entries that are asked most are the hits.
    search(text, limit) {
      this.parts.missing.clear();
      const query = new Query(this.parts, text.slice(0, LONGEST));
      let found = this.scored(query.slots);
      const lost = !this.parts.missing.size && !found.size;
      if (lost && query.guessOn()) found = this.scored(query.slots);
      if (this.parts.missing.size) return { needs: [...this.parts.missing] };
      const hits = [...found].map(([entry, { score, covered }]) => ({ entry, score, covered }));
      hits.sort((one, other) => other.score - one.score || one.entry - other.entry);
      if (!hits.length) hits.push(...this.start.nearest.map((entry) => ({ entry, score: 0, covered: 0 })));
      const shown = hits.filter((hit) => hit.covered >= hits[0].covered * TAIL).slice(0, limit);
      const near = text.trim() !== '' && (lost || hits[0].score < ASKED * weighed(query.slots));
      return { hits: shown, near, marks: this.marks(query.slots) };
    }

    // The words that the slots stand for, to be marked in what is shown.
    marks(slots) {
      const terms = new Set(slots.flatMap((slot) => [...slot.terms.keys()]));
      return new Set([...slots.map((slot) => slot.word), ...this.parts.wordsOf(terms)]);
    }

    // Each entry's score: for each slot the best of its terms, pairs of neighbours and names as a whole on top, and
    // less the less of the query is covered.
    scored(slots) {
      const found = new Map();
      slots.forEach((slot, at) => this.words(slot, at, found));
      this.pairs(slots, found);
      this.wholes(slots, found);
      const all = weighed(slots);
      for (const held of found.values()) {
        const part = slots.reduce((sum, slot, at) => sum + (held.has[at] || 0) * slot.asks * slot.share, 0);
        held.covered = all ? part / all : 0;
        const said = held.best.reduce((sum, one) => sum + (one || 0), held.more);
        held.score = said * held.covered ** COVERING * (1 + held.whole);
      }
      return found;
    }

    // Adds what the entries have of one word.
    words(slot, at, found) {
      const rare = this.rarities(slot);
      for (const [number, sure] of slot.terms) {
        const term = this.parts.term(number);
        for (const [entry, weight] of term ? term.entries : []) {
          const held = heldOf(found, entry);
          const value = slot.share * rare.get(number) * sure * weight / this.start.unit;
          held.best[at] = Math.max(held.best[at] || 0, value);
          const certainty = this.named(weight) || MENTIONED + SAID * weight / this.start.named;
          held.has[at] = Math.max(held.has[at] || 0, sure * certainty);
        }
      }
    }

    // 1 for the weight of a name, 0 for that of a text.
    named(weight) {
      return weight >= this.start.named ? 1 : 0;
    }

    rarity(count) {
      return Math.log(1 + (this.start.entries - count + 0.5) / (count + 0.5));
    }

    // How rare each term of a slot is. Those that are only likely count as one: a rare guess is no better than a
    // common one.
    rarities(slot) {
      const rare = new Map();
      let likely = 0;
      for (const [number, sure] of slot.terms) {
        const { count } = this.parts.term(number) || { count: 0 };
        if (count) rare.set(number, this.rarity(count));
        if (sure < CERTAIN) likely += count;
      }
      const least = this.rarity(Math.min(likely, this.start.entries / 2));
      for (const [number, sure] of slot.terms) {
        if (sure < CERTAIN && rare.has(number)) rare.set(number, Math.min(rare.get(number), least));
      }
      slot.most = rare.size ? Math.max(...rare.values()) : this.rarity(1);
      if (slot.light) {
        for (const [number, value] of rare) rare.set(number, Math.min(value, CLASSIFYING));
        slot.most = Math.min(slot.most, CLASSIFYING);
      }
      // What is not a word of the index may be about anything: it asks for as much as the rarest word.
      slot.asks = slot.exact || slot.joined !== undefined || slot.last ? slot.most : this.rarity(1);
      if (this.parts.signNames.has(slot.word) || (!slot.terms.size && BRIEF.test(slot.word))) slot.asks /= 2;
      return rare;
    }

    // Adds what entries have of two words that follow one another.
    pairs(slots, found) {
      for (let at = 0; at + 1 < slots.length; at += 1) {
        for (const [first, sure] of slots[at].terms) {
          const after = (this.parts.term(first) || {}).after;
          for (const [second, other] of after ? slots[at + 1].terms : []) {
            if (!Object.hasOwn(after, second)) continue;
            const entries = unpacked(after[second]);
            const share = (slots[at].share + slots[at + 1].share) / 2;
            const rare = PAIR * share * sure * other * this.rarity(entries.size) / this.start.unit;
            for (const [entry, weight] of entries) {
              const held = heldOf(found, entry);
              const certainty = this.named(weight) || TOGETHER;
              held.more += rare * weight * (this.named(weight) || TEXT_PAIR);
              held.has[at] = Math.max(held.has[at] || 0, sure * certainty);
              held.has[at + 1] = Math.max(held.has[at + 1] || 0, other * certainty);
            }
          }
        }
      }
    }

    // Adds that entries have a name of just these words, whatever their order.
    wholes(slots, found) {
      if (!slots.length || slots.some((slot) => !slot.terms.size)) return;
      const surest = (slot) => [...slot.terms].reduce((one, other) => (other[1] > one[1] ? other : one));
      const joined = (slot) => (slot.joined === undefined ? surest(slot) : [slot.joined, slot.terms.get(slot.joined)]);
      for (const chosen of [slots.map(surest), slots.map(joined)]) {
        const numbers = [...new Set(chosen.map((one) => one[0]))].sort((one, other) => one - other);
        const { wholes } = this.parts.term(numbers[0]) || {};
        const key = numbers.slice(1).join(' ');
        if (!wholes || !Object.hasOwn(wholes, key)) continue;
        const sure = Math.min(...chosen.map((one) => one[1]));
        for (const [entry, weight] of unpacked(wholes[key])) {
          const held = heldOf(found, entry);
          held.whole = Math.max(held.whole, sure * weight / this.start.unit);
          slots.forEach((slot, at) => {
            held.has[at] = 1;
            held.best[at] = Math.max(held.best[at] || 0, slot.share * slot.most * held.whole / slots.length);
          });
        }
      }
    }
  }

  // What the words of a query weigh together.
  function weighed(slots) {
    return slots.reduce((sum, slot) => sum + slot.asks * slot.share, 0);
  }

  // What is known of an entry; lists of common terms are cut, so that a pair may be the first to name one.
  function heldOf(found, entry) {
    if (!found.has(entry)) found.set(entry, { best: [], has: [], more: 0, whole: 0 });
    return found.get(entry);
  }

  root.SearchEngine = { Engine };
})(typeof module === 'object' ? module.exports : window);
