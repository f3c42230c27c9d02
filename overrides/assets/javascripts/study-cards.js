/* The cards of the site: the index comes with the page, questions and answers come when they are needed. */
(function () {
  'use strict';
  const Study = (globalThis.Study = globalThis.Study || {});
  const answers = new Map(); // by id
  const asked = new Map(); // files on their way or here, by name

  /* Both are called by the files under study/cards/, which build_tools/study/cards.py writes. */
  globalThis.studyIndex = function (index) {
    Study.topics = index.topics.map(({ id, title }) => ({ id, title }));
    Study.former = Object.entries(index.former);
    Study.cards = index.topics.flatMap((topic) =>
      topic.files.flatMap((file) =>
        file.ids.map((id, place) => ({ id, topic: topic.id, level: Number(file.levels[place]), file: file.name })),
      ),
    );
  };
  globalThis.studyCards = function (cards) {
    for (const [id, card] of Object.entries(cards)) answers.set(id, card);
  };

  /* Load a file by a script element, because a page from a file system may load no data otherwise. */
  function file(name, root) {
    if (!asked.has(name))
      asked.set(
        name,
        new Promise((done, failed) => {
          const script = document.createElement('script');
          script.src = `${root}study/cards/${name}.js`;
          script.addEventListener('load', done);
          script.addEventListener('error', () => {
            asked.delete(name); // the next attempt asks anew
            failed(new Error('This question could not be loaded.'));
          });
          document.head.append(script);
        }),
      );
    return asked.get(name);
  }

  /* Return a promise of a card's question and answer: `title`, `short`, `rest` and `related`. */
  Study.answer = async function (card, root) {
    if (!answers.has(card.id)) await file(card.file, root);
    // The index may be older than the file, where the browser kept it from before the site was built anew.
    if (!answers.has(card.id)) throw new Error('This question has moved: load the page anew.');
    return answers.get(card.id);
  };

  /* Return the address of a page; a page from a file system has no server that would find a folder's index. */
  Study.page = function (path, root) {
    const url = new URL(path, new URL(root, location.href));
    if (url.protocol === 'file:' && url.pathname.endsWith('/')) url.pathname += 'index.html';
    return url.href;
  };

  /*
   * Return the HTML of an answer as nodes. It comes from our own build, which lets no script, handler or style through;
   * it is read into a document of its own, in which nothing runs or loads, and its addresses, relative to the
   * question's page, are made whole before it is shown.
   */
  Study.nodes = function (html, id, root) {
    const body = new DOMParser().parseFromString(html, 'text/html').body;
    const here = Study.page(`questions/${id}/`, root);
    for (const one of body.querySelectorAll('.headerlink, script')) one.remove();
    for (const heading of body.querySelectorAll('h1, h2, h3, h4, h5, h6')) heading.removeAttribute('id');
    for (const [selector, attribute] of [
      ['a[href]', 'href'],
      ['img[src]', 'src'],
    ])
      for (const one of body.querySelectorAll(selector))
        one.setAttribute(attribute, Study.page(one.getAttribute(attribute), here));
    return [...body.childNodes];
  };
})();
