/* One question in study: shown, then answered on demand, then rated, by mouse and by keyboard. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const KEYS = ['show', '1', '2', '3', '4', 'd'];

  /* Take away what the keys do to a card. */
  Study.quiet = (keys) => KEYS.forEach((key) => delete keys[key]);

  /*
   * Show a card below `bar`, and its answer and the ratings when the reader asks for them.
   *
   * `keys` gets what the keys do meanwhile; `names` stand on the ratings and what `labels` returns below them; `rate`
   * takes the rating, once; `current` says whether the card is still wanted when it has been loaded.
   */
  Study.ask = async function (app, card, { bar, keys, names, labels, rate, current }) {
    Study.quiet(keys);
    let answer;
    try {
      answer = await Study.answer(card, app.root);
    } catch (error) {
      if (current()) app.say(error.message);
      return;
    }
    if (!current()) return;
    const model = {
      answer,
      names,
      topic: app.topic(card.topic),
      level: Study.LEVELS[card.level],
      page: app.page(card.id),
      nodes: (html) => Study.nodes(html, card.id, app.root),
    };
    const view = Study.cardPanel(model, { show, rate: once });
    keys.show = show;
    app.show(bar, view.element);
    view.question.focus({ preventScroll: true });

    function show() {
      Study.quiet(keys);
      view.show(labels());
      window.site.enliven(view.element);
      keys.d = view.depth;
      for (const rating of [1, 2, 3, 4]) keys[rating] = () => once(rating);
    }

    /* A double click rates once. */
    function once(rating) {
      if (current()) rate(rating);
    }
  };
})();
