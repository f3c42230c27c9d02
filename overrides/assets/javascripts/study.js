/* The study page: what is chosen stands in the address, what was learnt in the browser; this joins them to the view. */
(function () {
  'use strict';
  const Study = globalThis.Study;
  const place = document.getElementById('__study');
  if (!place || !Study.cards) return;
  const root = place.dataset.root;
  // Sites of one host have the same storage: the site's folder tells them apart. A copy of files may move.
  const key = `study:${location.protocol === 'file:' ? '' : new URL(root, location.href).pathname}:`;
  const order = Study.interleaved(Study.cards);
  const panel = Study.element('div', { class: 'study-panel' });
  const status = Study.element('p', { class: 'study-status', role: 'status' });
  let session = null; // what the keys act on while cards are shown

  const storage = (() => {
    try {
      return globalThis.localStorage;
    } catch {
      return null; // the reader blocks it
    }
  })();
  const progress = new Study.Progress(storage, `${key}card:`);
  const former = new Map(Study.former);

  /* Return the choice of the address without topics that are gone, and with the present ids of its cards. */
  function read() {
    const choice = Study.choice(location.hash);
    const topics = choice.topics.filter((id) => Study.topics.some((topic) => topic.id === id));
    return { ...choice, topics, cards: choice.cards.map((id) => former.get(id) || id) };
  }

  const app = {
    root,
    progress,
    byId: new Map(Study.cards.map((card) => [card.id, card])),
    choice: read(),
    topic: (id) => Study.topics.find((topic) => topic.id === id).title,
    page: (id) => Study.page(`questions/${id}/`, root),
    chosen: () => Study.chosen(order, app.choice),
    setting: (name) => progress.attempt(() => storage.getItem(key + name)),
    set: (name, value) => progress.attempt(() => storage.setItem(key + name, value)),
    show: (...nodes) => panel.replaceChildren(...nodes),

    /* How many cards are met on one day; 0: all. */
    daily() {
      const value = Number(app.setting('new') ?? Study.NEW[1]);
      return Study.NEW.includes(value) ? value : Study.NEW[1];
    },

    /* Tell the reader something, and always that nothing is kept where that is so. */
    say(text) {
      const lost = 'This browser keeps nothing for this site: save your progress to a file before you leave.';
      status.textContent = [text, progress.kept ? '' : lost].filter(Boolean).join(' ');
    },

    /* Go on with another choice, which the way back in the browser leads away from. */
    go(changes) {
      history.pushState(null, '', Study.address(Object.assign(app.choice, changes)));
      draw();
    },

    back: () => app.go({ mode: '', cards: [] }),
  };

  function draw() {
    if (session) session.leave();
    session = null;
    app.say('');
    const none = app.choice.mode && !app.chosen().length;
    if (none) Object.assign(app.choice, { mode: '', cards: [] });
    if (app.choice.mode === 'cards') session = Study.flashcards(app);
    else if (app.choice.mode === 'interview') session = Study.interview(app);
    else start();
    if (none) app.say('No card is of these topics and levels.');
  }

  /* Draw the start anew with another choice, in the same place of the history, and keep the focus where it is. */
  function alter(changes) {
    history.replaceState(null, '', Study.address(Object.assign(app.choice, changes)));
    const focus = document.activeElement.id;
    start();
    if (focus) document.getElementById(focus)?.focus();
  }

  function start() {
    const now = Date.now();
    const count = (cards) => {
      const { due, soon, fresh } = Study.sorted(
        cards.map((card) => card.id),
        progress,
        now,
      );
      return { due: due.length + soon.length, fresh: fresh.length };
    };
    const today = Study.today(progress, now);
    const cards = app.chosen();
    const { due, fresh } = count(cards);
    const left = app.daily() ? Math.max(0, app.daily() - today.met) : fresh;
    const toggled = (all, one, on) => (on ? [...all, one] : all.filter((other) => other !== one));
    const model = {
      topics: Study.topics.map((topic) => ({
        ...topic,
        chosen: app.choice.topics.includes(topic.id),
        ...count(order.filter((card) => card.topic === topic.id)),
      })),
      levels: Study.LEVELS.map((id, level) => ({
        id,
        chosen: app.choice.levels.includes(id),
        cards: order.filter((card) => card.level === level).length,
      })),
      due,
      fresh: Math.min(fresh, left),
      done: today.rated,
      cards: cards.length,
      daily: app.daily(),
      minutes: app.choice.minutes,
    };
    app.show(
      ...Study.startPanel(model, {
        topic: (id, on) => alter({ topics: toggled(app.choice.topics, id, on) }),
        level: (id, on) => alter({ levels: toggled(app.choice.levels, id, on) }),
        daily: (value) => {
          app.set('new', value);
          alter({});
        },
        minutes: (value) => (app.choice.minutes = Number(value)),
        cards: () => app.go({ mode: 'cards' }),
        interview: () => app.go({ mode: 'interview', seed: Study.seed() }),
        save,
        load,
      }),
    );
  }

  function save() {
    const file = new Blob([progress.save()], { type: 'application/json' });
    const link = Study.element('a', { href: URL.createObjectURL(file), download: 'study-progress.json' });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  async function load(input) {
    const [file] = input.files;
    if (!file) return;
    try {
      const number = progress.load(await file.text());
      progress.migrate(Study.former);
      start();
      app.say(`${file.name}: ${number === 1 ? '1 card' : `${number} cards`} read.`);
    } catch (error) {
      app.say(`${file.name}: nothing was read, because ${error.message}.`);
    }
    input.value = ''; // so that the same file can be chosen again
  }

  addEventListener('hashchange', () => {
    if (location.hash && !location.hash.includes('=')) return; // a place on the page, such as the skip link's
    app.choice = read();
    draw();
  });
  addEventListener('storage', (event) => {
    if (event.key) progress.heard(event.key);
  });
  addEventListener('keydown', (event) => {
    if (!session || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest('input, select, textarea, dialog')) return;
    const pressed = [' ', 'Enter'].includes(event.key) ? 'show' : event.key.toLowerCase();
    if (pressed === 'show' && event.target.closest('a, button, summary, label')) return; // it has a meaning of its own
    const action = { ...session.keys, escape: app.back }[pressed];
    if (action && action() !== false) event.preventDefault();
  });

  place.replaceChildren(panel, status);
  progress.migrate(Study.former);
  draw();
})();
