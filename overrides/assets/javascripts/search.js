// Opens the search: by any element of class `search-open`, by "/" or Ctrl+K, or by `?q=` in the address.
// What the search consists of is loaded when it is opened first, not before.
'use strict';

(function () {
  const root = new URL('../../', document.currentScript.src);
  const scripts = ['assets/javascripts/search-engine.js', 'assets/javascripts/search-dialog.js', 'search/index.js'];
  const style = 'assets/stylesheets/search.css';
  let opening = null;

  // Scripts, because a page that is read from a disk may fetch nothing.
  function load(path) {
    const script = document.createElement('script');
    script.async = false; // they run in the order in which they are asked for
    return added(script, { src: new URL(path, root).href });
  }

  function added(element, attributes) {
    return new Promise((done, failed) => {
      Object.assign(element, attributes, { onload: done, onerror: () => failed(new Error(`not loaded: ${Object.values(attributes)}`)) });
      document.head.append(element);
    });
  }

  function open(query) {
    if (!opening) {
      const waiting = [];
      window.searchPart = (...part) => waiting.push(part);
      const styled = added(document.createElement('link'), { rel: 'stylesheet', href: new URL(style, root).href });
      opening = Promise.all([styled, ...scripts.map(load)]).then(() => new window.SearchDialog({ root, load, waiting, issues: issues() }));
      opening.catch(() => { opening = null; });
    }
    opening.then((dialog) => dialog.open(query));
  }

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
    const slash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !writing(event.target);
    const k = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !k) return;
    event.preventDefault();
    open('');
  });

  const asked = new URLSearchParams(window.location.search).get('q');
  if (asked) open(asked);
})();
