// Opens the search: by any element of class `search-open`, by "/" or Ctrl+K, or by `?q=` in the address.
// What the search consists of is loaded when it is opened first, not before.
'use strict';

(function () {
  const root = new URL('../../', document.currentScript.src);
  const engine = [...['words', 'parts', 'query', 'engine', 'index'].map(script), 'search/index.js'];
  const dialog = script('dialog');
  const style = 'assets/stylesheets/search.css';
  let indexing = null;
  let opening = null;
  let early = null; // what was typed while the search was being loaded

  function script(name) {
    return `assets/javascripts/search-${name}.js`;
  }

  // Scripts, because a page that is read from a disk may fetch nothing.
  function load(path) {
    const script = document.createElement('script');
    script.async = false; // they run in the order in which they are asked for
    return added(script, { src: new URL(path, root).href });
  }

  function added(element, attributes) {
    return new Promise((done, failed) => {
      const onerror = () => failed(new Error(`not loaded: ${Object.values(attributes)}`));
      Object.assign(element, attributes, { onload: done, onerror });
      document.head.append(element);
    });
  }

  // The index of the search, loaded once for all who search in this page.
  function index() {
    if (!indexing) {
      const waiting = [];
      window.searchPart = (...part) => waiting.push(part);
      indexing = Promise.all(engine.map(load)).then(() => new window.SearchIndex({ load, waiting }));
      indexing.catch(() => { indexing = null; });
    }
    return indexing;
  }

  function open(query) {
    if (!opening) {
      const styled = added(document.createElement('link'), { rel: 'stylesheet', href: new URL(style, root).href });
      opening = Promise.all([index(), load(dialog), styled])
        .then(([found]) => new window.SearchDialog({ root, index: found, issues: issues() }));
      opening.catch(() => { opening = null; });
      early = query;
    }
    opening.then((made) => {
      made.open(early || query);
      early = null;
    }, () => { early = null; });
  }

  window.siteSearch = { root, index };

  // The address under which questions that are missing are asked for, where the site has one.
  function issues() {
    const button = document.querySelector('.search-open[data-issues]');
    return button ? button.dataset.issues : '';
  }

  function writing(element) {
    return element.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(element.tagName);
  }

  document.addEventListener('click', (event) => {
    const opener = event.target.closest('.search-open');
    if (!opener) return;
    event.preventDefault();
    open('');
  });

  document.addEventListener('keydown', (event) => {
    if (early !== null && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      early += event.key;
      event.preventDefault();
      return;
    }
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target);
    const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    open('');
  });

  const asked = new URLSearchParams(window.location.search).get('q');
  if (asked) open(asked);
})();
