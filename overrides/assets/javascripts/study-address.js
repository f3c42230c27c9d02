/* What is chosen in study, as the part of the address behind the #, so that a bookmark or a message holds it. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const LEVELS = (Study.LEVELS = ['basic', 'intermediate', 'advanced']);
  const LENGTHS = (Study.LENGTHS = [15, 30, 45, 60]); // minutes of an interview
  const MODES = ['cards', 'interview'];

  /* Return the choice that an address holds; what it does not know is left out. */
  Study.choice = function (hash) {
    const values = new URLSearchParams(hash.replace(/^#/, ''));
    const minutes = Number(values.get('minutes'));
    return {
      mode: MODES.includes(values.get('mode')) ? values.get('mode') : '',
      topics: [...new Set(values.getAll('topic'))],
      levels: LEVELS.filter((level) => values.getAll('level').includes(level)),
      cards: [...new Set(values.getAll('card'))],
      minutes: LENGTHS.includes(minutes) ? minutes : 30,
      seed: (values.get('seed') || '').slice(0, 40),
    };
  };

  /* Return the address of a choice, with the # at its front. */
  Study.address = function (choice) {
    const values = new URLSearchParams();
    if (choice.mode) values.set('mode', choice.mode);
    for (const [name, all] of [
      ['topic', choice.topics],
      ['level', choice.levels],
      ['card', choice.cards],
    ])
      for (const one of all) values.append(name, one);
    if (choice.mode === 'interview') {
      values.set('minutes', choice.minutes);
      values.set('seed', choice.seed);
    }
    return '#' + values;
  };

  /* Return the cards that a choice means: nothing chosen of a kind means all of it. */
  Study.chosen = function (cards, choice) {
    const levels = choice.levels.map((level) => LEVELS.indexOf(level));
    const among = (all, one) => !all.length || all.includes(one);
    return cards.filter(
      (card) => among(choice.topics, card.topic) && among(levels, card.level) && among(choice.cards, card.id),
    );
  };
})();
