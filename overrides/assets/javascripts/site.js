// What every page needs of scripts; each page works without it. Other scripts use `window.site`.
(function () {
  'use strict';

  const root = document.documentElement;
  const page = root.dataset.page;
  const KEPT = 5; // pages read last

  window.site = {
    // What stands behind the address of a folder: a server finds its index.html by itself.
    file: location.protocol === 'file:' ? 'index.html' : '',

    // The questions that were read last, the newest first: {page, title}.
    lastRead: function () {
      try {
        const read = JSON.parse(localStorage.getItem('read'));
        return Array.isArray(read) ? read : []; // another site at this address may keep something else
      } catch (error) {
        if (error instanceof SyntaxError || error instanceof DOMException) return [];
        throw error;
      }
    },

    // Give a part of the page what a reader can do with it: copy its code, enlarge its figures, read what is explained.
    enliven: function (part) {
      if (navigator.clipboard) part.querySelectorAll('.highlight').forEach(offerCopy);
      part.querySelectorAll('.text :is(abbr, .term)[title]').forEach(explain);
      part.querySelectorAll('figure.drawing').forEach(offerZoom);
    },
  };

  function keep(name, value) {
    try {
      localStorage.setItem(name, value);
    } catch (error) {
      // A full or forbidden storage keeps nothing; the page works on.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text || '';
    return made;
  }

  // Colours: by the system, light, dark.

  const SAID = { system: 'Colours: by the system', light: 'Colours: light', dark: 'Colours: dark' };

  function switchColours(button) {
    function chosen() {
      return root.dataset.scheme || 'system';
    }
    function say() {
      button.querySelector('.said').textContent = SAID[chosen()];
      button.title = SAID[chosen()];
    }
    button.addEventListener('click', function () {
      const names = Object.keys(SAID);
      const next = names[(names.indexOf(chosen()) + 1) % names.length];
      if (next === 'system') delete root.dataset.scheme;
      else root.dataset.scheme = next;
      keep('scheme', next);
      say();
    });
    say();
    button.hidden = false;
  }

  function rememberRead() {
    const title = document.querySelector('h1').firstChild.textContent;
    const others = window.site.lastRead().filter(function (one) { return one.page !== page; });
    keep('read', JSON.stringify([{ page: page, title: title }].concat(others).slice(0, KEPT)));
  }

  // Code is copied by a button, formulas as TeX.

  function offerCopy(block) {
    const button = element('button', 'tool copy', 'Copy');
    button.type = 'button';
    button.addEventListener('click', async function () {
      await navigator.clipboard.writeText(block.querySelector('code').innerText);
      button.textContent = 'Copied';
      setTimeout(function () { button.textContent = 'Copy'; }, 2000);
    });
    block.append(button);
  }

  function formulaOf(node) {
    return (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest('math');
  }

  function copyTex(event) {
    const selection = getSelection();
    if (!selection.rangeCount) return;
    const range = selection.getRangeAt(0).cloneRange();
    const first = formulaOf(range.startContainer);
    const last = formulaOf(range.endContainer);
    if (first) range.setStartBefore(first); // half a formula is no TeX
    if (last) range.setEndAfter(last);
    const copy = element('div', 'said text');
    copy.append(range.cloneContents());
    copy.querySelectorAll('.said').forEach(function (words) { words.remove(); });
    const formulas = copy.querySelectorAll('math');
    if (!formulas.length) return;
    formulas.forEach(function (formula) {
      const sign = formula.getAttribute('display') === 'block' ? '$$' : '$';
      formula.replaceWith(sign + formula.querySelector('annotation').textContent + sign);
    });
    document.body.append(copy); // only text that is drawn has line ends
    event.clipboardData.setData('text/plain', copy.innerText);
    event.clipboardData.setData('text/html', copy.innerHTML);
    copy.remove();
    event.preventDefault();
  }

  // Explanations of terms: on hover the browser would show them, by touch and keyboard this does.

  function explain(term) {
    const note = element('span', 'note', term.title);
    function show() {
      if (note.isConnected) return;
      term.removeAttribute('title');
      term.append(note);
      const over = note.getBoundingClientRect().right - root.clientWidth + 8;
      if (over > 0) note.style.marginInlineStart = -over + 'px';
    }
    function hide() {
      if (!note.isConnected) return;
      note.remove();
      term.title = note.textContent;
    }
    note.setAttribute('role', 'note');
    term.tabIndex = 0;
    term.addEventListener('focus', show);
    term.addEventListener('pointerenter', show);
    term.addEventListener('pointerleave', function () {
      if (document.activeElement !== term) hide();
    });
    term.addEventListener('blur', hide);
    term.addEventListener('keydown', function (event) {
      if (event.key === 'Escape') hide();
    });
  }

  // Figures fill the window on demand.

  function offerZoom(figure) {
    const button = element('button', 'tool zoom', 'Enlarge');
    button.type = 'button';
    button.addEventListener('click', function () {
      const drawing = figure.querySelector('svg').cloneNode(true);
      drawing.setAttribute('aria-label', figure.querySelector('title').textContent);
      drawing.querySelectorAll('title, desc').forEach(function (words) { words.remove(); });
      drawing.removeAttribute('aria-labelledby');
      const close = element('button', 'button', 'Close');
      close.type = 'button';
      const dialog = element('dialog', 'zoomed');
      const box = element('div', 'drawing');
      box.append(drawing);
      dialog.append(close, box);
      close.addEventListener('click', function () { dialog.close(); });
      dialog.addEventListener('click', function (event) {
        if (event.target === dialog) dialog.close();
      });
      dialog.addEventListener('close', function () { dialog.remove(); });
      document.body.append(dialog);
      dialog.showModal();
    });
    figure.append(button);
  }

  // What scrolls must be reached by the keyboard, and nothing else.

  function reachScrolling() {
    document.querySelectorAll('.text pre, .text table, .math').forEach(function (box) {
      if (box.closest('details:not([open])')) return; // measuring it would lay it out
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
      else box.removeAttribute('tabindex');
    });
  }

  // From a folder, a link must name the file that a server would find.

  function nameFile(event) {
    const link = event.target.closest && event.target.closest('a[href]');
    if (link && link.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
  }

  switchColours(document.getElementById('__scheme'));
  if (page && page.startsWith('questions/')) rememberRead();
  window.site.enliven(document);
  document.addEventListener('copy', copyTex);
  if (window.site.file) document.addEventListener('click', nameFile, true);
  addEventListener('load', reachScrolling);
  addEventListener('resize', reachScrolling);
  document.addEventListener('toggle', reachScrolling, true);
})();
