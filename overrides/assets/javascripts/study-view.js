/* What study looks like: plain values in, elements out; what a button does is given as a function. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const REACHED = ['not reached', 'blank', 'shaky', 'good', 'strong'];

  /* Return an element; attributes that are functions listen to the event they are named after. */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      if (typeof value === 'function') made.addEventListener(name, value);
      else if (value !== false) made.setAttribute(name, value === true ? '' : value);
    made.append(...children.flat(Infinity).filter((child) => child !== null));
    return made;
  }

  const button = (text, click, more) => element('button', { type: 'button', class: 'button', click, ...more }, text);
  const primary = (text, click, more) => button(text, click, { class: 'button study-main', ...more });
  const strong = (number) => element('strong', {}, String(number));
  const count = (number, word) => `${number} ${word}${number === 1 ? '' : 's'}`;
  const heading = (text) => element('h2', { class: 'study-question', tabindex: '-1' }, text);

  /* A tick box with words and what stands behind them; `id` keeps the focus when the panel is drawn anew. */
  const tick = (id, words, about, checked, change) =>
    element(
      'label',
      { class: 'study-tick' },
      element('input', { type: 'checkbox', id, checked, change: (event) => change(event.target.checked) }),
      element('span', {}, words),
      element('small', {}, about),
    );

  const ticks = (name, all) =>
    element(
      'fieldset',
      {},
      element('legend', {}, strong(name), ' ', element('span', {}, 'All, unless you tick some')),
      element('div', { class: 'study-ticks' }, all),
    );

  function choose(id, name, options, chosen, change) {
    const all = options.map(([value, text]) => element('option', { value, selected: value === chosen }, text));
    return element('select', { id, 'aria-label': name, change: (event) => change(event.target.value) }, all);
  }

  /* One of the ways to study. */
  const way = (name, words, ...controls) =>
    element('section', {}, element('h2', {}, name), element('p', {}, words), element('div', {}, controls));

  /* The page to begin from: topics and levels, then cards or an interview, then the progress file. */
  Study.startPanel = function (model, does) {
    const piles = ({ due, fresh }) => [due && `${due} due`, fresh && `${fresh} new`].filter(Boolean).join(', ');
    const topics = model.topics.map((one) =>
      tick(`__study-topic-${one.id}`, one.title, piles(one), one.chosen, (on) => does.topic(one.id, on)),
    );
    const levels = model.levels.map((one) =>
      tick(`__study-level-${one.id}`, one.id, count(one.cards, 'card'), one.chosen, (on) => does.level(one.id, on)),
    );
    const news = Study.NEW.map((one) => [one, one ? `${one} new a day` : 'all new ones']);
    const lengths = Study.LENGTHS.map((one) => [one, `${one} min`]);
    const off = { disabled: !model.cards };
    const today = [strong(model.due), ' due, ', strong(model.fresh), ' new, ', strong(model.done), ' done today'];
    return [
      element(
        'div',
        { class: 'study-ways' },
        way(
          'Flashcards',
          today,
          primary('Start the cards', does.cards, off),
          choose('__study-new', 'New cards a day', news, model.daily, does.daily),
        ),
        way(
          'Mock interview',
          'A fair mix of questions, against the clock',
          primary('Start the interview', does.interview, off),
          choose('__study-length', 'Length of the interview', lengths, model.minutes, does.minutes),
        ),
      ),
      ticks('Topics', topics),
      ticks('Levels', levels),
      element(
        'div',
        { class: 'study-keep' },
        button('Save to a file', does.save),
        element(
          'label',
          { class: 'button' },
          'Load from a file',
          element('input', { type: 'file', accept: '.json', change: (event) => does.load(event.target) }),
        ),
      ),
    ];
  };

  /* What stands above a card: the way back, and what is given. */
  Study.bar = (back, ...more) =>
    element('div', { class: 'study-bar' }, button('Back', back, { 'aria-keyshortcuts': 'Escape' }), more);
  Study.words = (text) => element('span', { class: 'study-words' }, text);

  /* How far the day's cards are, in words and as a line below the bar. */
  Study.far = (due, fresh, done) => [
    element('span', { class: 'study-words' }, strong(due), ' due · ', strong(fresh), ' new · ', strong(done), ' done'),
    element('progress', { class: 'study-far', max: due + fresh + done || 1, value: done, 'aria-label': 'Done today' }),
  ];

  /*
   * A card without its answer: its element, its question, `show`, which adds the answer and the ratings with `labels`
   * below them, and `depth`, which opens and closes what follows the short answer.
   */
  Study.cardPanel = function (model, does) {
    const { answer, names, topic, level, page, nodes } = model;
    const question = heading(answer.title);
    const reveal = primary('Show the answer', does.show, { 'aria-keyshortcuts': 'Space Enter' });
    const about = element('p', { class: 'study-about' }, level ? `${topic} · ${level}` : topic);
    const depth = element('details', {}, element('summary', {}, 'In depth'));
    const below = element('div', { class: 'study-reveal' }, reveal);
    const show = function (labels) {
      if (answer.rest) depth.append(element('div', {}, nodes(answer.rest)));
      const shown = element(
        'div',
        { class: 'study-answer', tabindex: '-1' },
        element('div', { class: 'study-short' }, nodes(answer.short)),
        answer.rest ? depth : null,
        element('p', { class: 'study-page' }, element('a', { href: page }, 'Open its page')),
      );
      below.replaceWith(shown, ratings(names, labels, does.rate));
      shown.focus({ preventScroll: true });
    };
    const card = element('article', { class: 'study-card' }, about, question, below);
    return { element: card, question, show, depth: () => (depth.open = !depth.open) };
  };

  function ratings(names, labels, rate) {
    const all = names.map((name, place) =>
      element(
        'button',
        {
          type: 'button',
          class: `study-rate study-rate--${place + 1}`,
          click: () => rate(place + 1),
          'aria-keyshortcuts': place + 1,
        },
        element('span', {}, name),
        element('small', {}, labels ? labels[place] : `key ${place + 1}`),
      ),
    );
    return element('div', { class: 'study-ratings', role: 'group', 'aria-label': 'How did it go?' }, all);
  }

  /* What stands where no card is left for now. */
  Study.donePanel = function ({ done, fresh, back }, more) {
    const next = back ? ` The next one comes back in ${back}.` : '';
    return element(
      'article',
      { class: 'study-card' },
      heading('Done for now'),
      element('p', {}, `${count(done, 'card')} today.${next}`),
      fresh ? primary(`Learn ${Math.min(10, fresh)} more new ones`, more) : null,
    );
  };

  /* What stands where an interview pauses. */
  Study.pausePanel = () => element('article', { class: 'study-card' }, heading('Paused'));

  /* The end of an interview: how it went, and what to read. */
  Study.endPanel = function (model, does) {
    const link = ({ title, page }) => element('a', { href: page }, title);
    const entry = (one) => [
      element('li', {}, link(one), ' ', element('small', {}, REACHED[one.rating])),
      one.related.map((other) => element('li', { class: 'study-also' }, 'then ', link(other))),
    ];
    const topics = model.reading.map((topic) => [
      element('h4', {}, topic.title),
      element('ul', {}, topic.entries.map(entry)),
    ]);
    const sums = model.sums.map(([rating, sum]) => element('li', {}, strong(sum), ` ${REACHED[rating]}`));
    return element(
      'article',
      { class: 'study-card' },
      heading('The end'),
      element('p', {}, `${model.answered} of ${count(model.drawn, 'question')} in ${model.time}.`),
      element('ul', { class: 'study-sums' }, sums),
      topics.length
        ? [element('h3', {}, 'What to read'), topics]
        : element('p', {}, 'All of it went well: there is nothing that you must read.'),
      element(
        'div',
        { class: 'study-keep' },
        topics.length ? primary('Learn these as flashcards', does.learn) : null,
        button('Another interview', does.another),
        button('The same again', does.again),
      ),
    );
  };

  Study.element = element;
  Study.button = button;
})();
