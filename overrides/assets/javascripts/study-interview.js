/* A mock interview: which questions it asks, and what to read after it. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const MINUTES = [3, 4, 5, 4]; // for a question of each level, the unknown one last
  const MANY = 1e6; // more questions than any interview asks

  /* Return a source of numbers from 0 to 1 that a text begins: a linear congruential generator on an FNV-1a hash. */
  function random(seed) {
    let state = 0x811c9dc5;
    for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0), 0x01000193) >>> 0;
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state;
    };
    // The low bits of such a generator repeat soon: each number is mixed before it is given out (murmur's finaliser).
    return () => {
      let bits = next();
      bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
      bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
      return ((bits ^ (bits >>> 16)) >>> 0) / 2 ** 32;
    };
  }

  function shuffled(values, number) {
    const all = [...values];
    for (let last = all.length - 1; last > 0; last--) {
      const other = Math.floor(number() * (last + 1));
      [all[last], all[other]] = [all[other], all[last]];
    }
    return all;
  }

  /*
   * Return the cards that an interview of so many minutes asks, the same for the same cards and the same seed.
   *
   * Each question goes to the topic that has had the fewest, and there to the level that has had the fewest, so that
   * no topic is ahead of another by more than one as long as both have questions; chance decides what is left open.
   */
  Study.draw = function (cards, minutes, seed) {
    const left = shuffled(
      [...cards].sort((one, other) => (one.id < other.id ? -1 : 1)),
      random(seed),
    );
    const asked = { topic: new Map(), level: new Map() };
    const had = (kind, card) => asked[kind].get(card[kind]) || 0;
    const drawn = [];
    let time = 0;
    while (left.length && (time < minutes || !drawn.length)) {
      let best = 0;
      let least = Infinity;
      left.forEach((card, place) => {
        const rank = had('topic', card) * MANY + had('level', card);
        if (rank < least) [best, least] = [place, rank];
      });
      const [card] = left.splice(best, 1);
      for (const kind of ['topic', 'level']) asked[kind].set(card[kind], had(kind, card) + 1);
      drawn.push(card);
      time += MINUTES[card.level];
    }
    return drawn;
  };

  /* Return the cards that went badly (rated 1 or 2) or were not reached, by topic in the order of the interview. */
  Study.reading = function (drawn, ratings) {
    const topics = new Map();
    for (const card of drawn) {
      const rating = ratings[card.id] || 0;
      if (rating <= 2) topics.set(card.topic, [...(topics.get(card.topic) || []), { card, rating }]);
    }
    return topics;
  };
})();
