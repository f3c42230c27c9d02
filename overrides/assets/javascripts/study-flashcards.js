/* Flashcards: one card after the other, the ones that are due first, then new ones. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  Study.NEW = [10, 20, 40, 0]; // how many new cards a day one may choose; 0: all

  /* Begin to show the chosen cards; return what the keys do, and `leave`, which ends it. */
  Study.flashcards = function (app) {
    const ids = app.chosen().map((card) => card.id);
    const past = []; // what can be taken back: ids with their records before the rating
    const keys = { u: undo };
    let extra = 0; // new cards asked for beyond the day's
    let turn = 0; // counts the cards shown, so that one that loads late is not shown

    /* Return the piles, with no more new cards than the day still has. */
    function piles() {
      const now = Date.now();
      const sorted = Study.sorted(ids, app.progress, now);
      const left = Math.max(0, app.daily() - Study.today(app.progress, now).met);
      return { ...sorted, all: sorted.fresh, fresh: app.daily() ? sorted.fresh.slice(0, left + extra) : sorted.fresh };
    }

    async function next() {
      const mine = ++turn;
      const { due, fresh, soon, all } = piles();
      const id = due[0] || fresh[0] || soon[0];
      for (const key of ['show', '1', '2', '3', '4', 'd']) delete keys[key];
      const done = Study.today(app.progress, Date.now()).rated;
      const takeBack = past.length ? Study.button('Undo', undo, { 'aria-keyshortcuts': 'U' }) : [];
      const bar = Study.bar(app.back, Study.far(due.length + soon.length, fresh.length, done), takeBack);
      if (!id) return finish(bar, all, done);
      const card = app.byId.get(id);
      try {
        const answer = await Study.answer(card, app.root);
        if (mine === turn) ask(card, answer, bar);
      } catch (error) {
        if (mine === turn) app.say(error.message);
      }
      const [following] = [...due, ...fresh].slice(1);
      if (following) Study.answer(app.byId.get(following), app.root).catch(() => null); // is asked for again when shown
      return null;
    }

    function ask(card, answer, bar) {
      const model = { answer, topic: app.topic(card.topic), level: Study.LEVELS[card.level], page: app.page(card.id) };
      const view = Study.cardPanel(
        { ...model, ratings: ['Again', 'Hard', 'Good', 'Easy'], nodes: (html) => Study.nodes(html, card.id, app.root) },
        { show, rate },
      );
      keys.show = show;
      app.show(bar, view.element);
      view.question.focus({ preventScroll: true });

      function show() {
        const now = Date.now();
        const outcomes = Study.outcomes(app.progress.get(card.id), now);
        view.show(outcomes.map((record) => Study.span(record.due - now)));
        delete keys.show;
        keys.d = view.depth;
        for (const rating of [1, 2, 3, 4]) keys[rating] = () => rate(rating);
      }

      function rate(rating) {
        const before = app.progress.get(card.id);
        past.push([card.id, before]);
        app.progress.set(card.id, Study.outcomes(before, Date.now())[rating - 1]);
        app.say('');
        next();
      }
    }

    function undo() {
      const last = past.pop();
      if (!last) return false;
      app.progress.set(...last);
      app.say('The last rating was taken back.');
      next();
      return true;
    }

    function finish(bar, all, done) {
      const back = Study.back(ids, app.progress);
      const view = Study.donePanel(
        { done, fresh: all.length, back: back ? Study.span(Math.max(0, back - Date.now())) : '' },
        () => {
          extra += 10;
          next();
        },
      );
      app.show(bar, view);
      view.querySelector('h2').focus({ preventScroll: true });
    }

    next();
    return { keys, leave: () => turn++ };
  };
})();
