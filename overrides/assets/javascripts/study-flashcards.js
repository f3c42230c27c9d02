/* Flashcards: one card after the other, the ones that are due first, then new ones. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const RATINGS = ['Again', 'Hard', 'Good', 'Easy'];
  Study.NEW = [10, 20, 40, 0]; // how many new cards a day one may choose; 0: all

  /* Begin to show the chosen cards; return what the keys do, and `leave`, which ends it. */
  Study.flashcards = function (app) {
    const ids = app.chosen().map((card) => card.id);
    const past = []; // what can be taken back: ids with their records before the rating
    const keys = { u: undo };
    let extra = 0; // new cards asked for beyond the day's
    let turn = 0; // counts the cards, so that one that has gone is neither shown late nor rated twice

    /* Return the piles, with no more new cards than the day still has, unless the reader has named the cards. */
    function piles() {
      const now = Date.now();
      const sorted = Study.sorted(ids, app.progress, now);
      const left = Math.max(0, app.daily() - Study.today(app.progress, now).met);
      const all = !app.daily() || app.choice.cards.length;
      const fresh = all ? sorted.fresh : sorted.fresh.slice(0, left + extra);
      return { ...sorted, all: sorted.fresh, fresh };
    }

    function next() {
      const mine = ++turn;
      const { due, fresh, soon, all } = piles();
      const done = Study.today(app.progress, Date.now()).rated;
      const takeBack = past.length ? Study.button('Undo', undo, { 'aria-keyshortcuts': 'U' }) : [];
      const bar = Study.bar(app.back, Study.far(due.length + soon.length, fresh.length, done), takeBack);
      const [id, following] = [...due, ...fresh, ...soon];
      if (!id) return finish(bar, all, done);
      const current = () => mine === turn;
      Study.ask(app, app.byId.get(id), { bar, keys, current, names: RATINGS, labels: () => spans(id), rate: rate(id) });
      if (following) Study.answer(app.byId.get(following), app.root).catch(() => null); // asked for again when shown
      return null;
    }

    /* Return when a card would come back after each rating, in words. */
    function spans(id) {
      const now = Date.now();
      return Study.outcomes(app.progress.get(id), now).map((record) => Study.span(record.due - now));
    }

    const rate = (id) => (rating) => {
      const before = app.progress.get(id);
      past.push([id, before]);
      app.progress.set(id, Study.outcomes(before, Date.now())[rating - 1]);
      app.say('');
      next();
    };

    function undo() {
      const last = past.pop();
      if (!last) return false;
      app.progress.set(...last);
      app.say('The last rating was taken back.');
      next();
      return true;
    }

    function finish(bar, all, done) {
      Study.quiet(keys);
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
