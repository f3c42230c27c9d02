/* The mock interview: the questions drawn, against the clock, and what to read in the end. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const RATINGS = ['Blank', 'Shaky', 'Good', 'Strong'];
  const SPARE = 2; // related questions shown with each one to read

  /* Return a few letters by chance, which begin an interview of their own. */
  Study.seed = () => Math.random().toString(36).slice(2, 8);

  /* Begin the interview of the address, or go on with it; return what the keys do, and `leave`, which ends it. */
  Study.interview = function (app) {
    const { choice } = app;
    const address = Study.address(choice);
    const drawn = Study.draw(app.chosen(), choice.minutes, choice.seed);
    const state = Study.interviewState(app.setting('interview'), address, drawn);
    const limit = choice.minutes * 60;
    const keys = { p: pause };
    const watch = Study.element('span', { class: 'study-watch', role: 'timer' });
    const stop = Study.button('Pause', pause, { 'aria-keyshortcuts': 'P' });
    let ticked = performance.now();
    let running = true;
    let turn = 0;

    const keep = () => app.set('interview', JSON.stringify(state));

    function tick() {
      const now = performance.now();
      if (running && !state.ended) state.seconds += (now - ticked) / 1000;
      ticked = now;
      watch.textContent = running ? Study.watch(limit - state.seconds) : 'paused';
      watch.classList.toggle('study-watch--over', state.seconds >= limit);
    }

    function pause() {
      if (state.ended) return false;
      tick();
      running = !running;
      stop.textContent = running ? 'Pause' : 'Go on';
      tick();
      if (running) return next();
      turn++; // a question that is still loading is not shown over the pause
      Study.quiet(keys);
      return app.show(bar(), Study.pausePanel());
    }

    function bar() {
      const words = `${Object.keys(state.ratings).length + 1} of ${drawn.length}`;
      return Study.bar(app.back, Study.words(words), watch, stop, Study.button('End', end));
    }

    function next() {
      const mine = ++turn;
      const card = drawn.find((one) => !(one.id in state.ratings));
      keep();
      if (!card || state.ended || state.seconds >= limit) return end();
      const current = () => mine === turn;
      const rate = (rating) => {
        state.ratings[card.id] = rating;
        next();
      };
      return Study.ask(app, card, { bar: bar(), keys, current, names: RATINGS, labels: () => null, rate });
    }

    async function end() {
      tick();
      state.ended = true;
      keep();
      const mine = ++turn;
      for (const key of Object.keys(keys)) delete keys[key];
      const reading = [];
      for (const [topic, cards] of Study.reading(drawn, state.ratings)) {
        const entries = await Promise.all(cards.map(entry));
        reading.push({ title: app.topic(topic), entries });
      }
      if (mine !== turn) return;
      const ratings = drawn.map((card) => state.ratings[card.id] || 0);
      const sums = [4, 3, 2, 1, 0].map((one) => [one, ratings.filter((rating) => rating === one).length]);
      const view = Study.endPanel(
        {
          reading,
          sums: sums.filter(([, sum]) => sum),
          answered: ratings.filter(Boolean).length,
          drawn: drawn.length,
          time: Study.span(state.seconds * 1000),
        },
        { learn, another, again },
      );
      app.show(Study.bar(app.back, Study.words('Mock interview')), view);
      view.querySelector('h2').focus({ preventScroll: true });
    }

    /* Return a question to read with what goes with it; one that does not load is named by its id. */
    async function entry({ card, rating }) {
      const answer = await Study.answer(card, app.root).catch(() => ({ title: card.id, related: [] }));
      const related = answer.related.slice(0, SPARE).map(({ id, title }) => ({ title, page: app.page(id) }));
      return { title: answer.title, page: app.page(card.id), rating, related };
    }

    function learn() {
      const cards = [...Study.reading(drawn, state.ratings).values()].flat().map(({ card }) => card.id);
      app.go({ mode: 'cards', topics: [], levels: [], cards });
    }

    function another() {
      app.go({ seed: Study.seed() });
    }

    function again() {
      app.set('interview', '');
      app.go({});
    }

    const timer = setInterval(tick, 500);
    const keeper = setInterval(() => state.ended || keep(), 5000); // a reload goes on at about the same second
    tick();
    next();
    return {
      keys,
      leave() {
        clearInterval(timer);
        clearInterval(keeper);
        turn++;
      },
    };
  };

  /* Return the state of an interview from what was kept, a new one where that is of another interview or spoilt. */
  Study.interviewState = function (text, address, drawn) {
    const fresh = { address, ratings: {}, seconds: 0, ended: false };
    try {
      const kept = JSON.parse(text || 'null');
      if (!kept || kept.address !== address || !(kept.seconds >= 0)) return fresh;
      const rated = drawn.filter(({ id }) => [1, 2, 3, 4].includes(kept.ratings[id]));
      const ratings = Object.fromEntries(rated.map(({ id }) => [id, kept.ratings[id]]));
      return { address, ratings, seconds: kept.seconds, ended: kept.ended === true };
    } catch {
      return fresh;
    }
  };

  /* Return seconds as a watch shows them. */
  Study.watch = function (seconds) {
    const left = Math.max(0, Math.ceil(seconds));
    return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
  };
})();
