// The dialog of the search: a field, the hits as one types, and the keys that move among them.
// All that comes from the index or the reader is set as text, never as HTML.
'use strict';

(function () {
  const SHOWN = 12;
  const ASK = 'template=missing-question.yml';

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  class SearchDialog {
    constructor({ root, index, issues }) {
      this.root = root;
      this.index = index;
      this.issues = issues;
      this.asked = 0;
      this.chosen = -1;
      this.build();
    }

    build() {
      this.field = make('input', {
        type: 'search', role: 'combobox', class: 'search-field', placeholder: 'Search the questions',
        'aria-label': 'Search the questions', 'aria-expanded': 'false', 'aria-controls': '__search-hits',
        'aria-autocomplete': 'list', autocomplete: 'off', autocapitalize: 'off', spellcheck: 'false',
        enterkeyhint: 'go', maxlength: '300',
      });
      const closing = { type: 'button', class: 'search-close', 'aria-label': 'Esc: close the search' };
      const close = make('button', closing, 'Esc');
      this.said = make('p', { role: 'status', class: 'search-said' });
      const list = { role: 'listbox', id: '__search-hits', class: 'search-hits', 'aria-label': 'Questions found' };
      this.hits = make('div', list);
      this.more = make('p', { class: 'search-more' });
      const body = make('div', { class: 'search-body' }, this.said, this.hits, this.more);
      this.dialog = make('dialog', { class: 'search-dialog', 'aria-label': 'Search' },
        make('div', { class: 'search-head' }, this.field, close), body);
      document.body.append(this.dialog);
      close.addEventListener('click', () => this.dialog.close());
      this.field.addEventListener('input', () => this.search());
      this.dialog.addEventListener('keydown', (event) => this.key(event));
      this.dialog.addEventListener('click', (event) => { if (event.target === this.dialog) this.dialog.close(); });
    }

    open(query) {
      if (query) this.field.value = query;
      if (!this.dialog.open) this.dialog.showModal();
      if (query) this.field.setSelectionRange(query.length, query.length);
      else this.field.select();
      this.search();
    }

    key(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        this.choose(this.chosen + step);
      } else if (event.key === 'Escape') {
        event.preventDefault(); // a field of type search would only be emptied
        this.dialog.close();
      } else if (event.key === 'Enter' && event.target === this.field) {
        event.preventDefault();
        const hit = this.hits.children[Math.max(0, this.chosen)];
        if (hit) hit.click();
      }
    }

    // Marks one hit as the one that Enter opens; behind the last one comes the first.
    choose(at) {
      const all = [...this.hits.children];
      if (!all.length) return;
      this.chosen = (at + all.length) % all.length;
      all.forEach((hit, number) => hit.setAttribute('aria-selected', String(number === this.chosen)));
      all[this.chosen].scrollIntoView({ block: 'nearest' });
      this.field.setAttribute('aria-activedescendant', all[this.chosen].id);
    }

    // Searches; an answer that comes behind a later question's is dropped.
    async search() {
      const asked = (this.asked += 1);
      const query = this.field.value;
      try {
        const found = await this.index.find(query, SHOWN);
        if (asked === this.asked) this.show(query, found);
      } catch (error) {
        if (asked === this.asked) this.said.textContent = 'A part of the search could not be loaded.';
        throw error;
      }
    }

    show(query, found) {
      const wanted = query.trim();
      this.hits.replaceChildren(...found.hits.map((record, at) => this.hit(record, found.marks, at)));
      this.chosen = -1;
      this.field.removeAttribute('aria-activedescendant');
      this.field.setAttribute('aria-expanded', String(found.hits.length > 0));
      if (found.hits.length && wanted) this.choose(0);
      this.said.textContent = this.account(wanted, found);
      this.more.replaceChildren(...(wanted && found.near ? this.ask(wanted) : []));
    }

    account(wanted, found) {
      if (!wanted) return 'Asked most often:';
      if (found.near) return 'No question asks this. The nearest ones:';
      const count = found.hits.length;
      return count === 1 ? '1 question' : count < SHOWN ? `${count} questions` : `The first ${SHOWN} questions`;
    }

    hit(record, marks, at) {
      const file = this.root.protocol === 'file:' ? 'index.html' : ''; // a disk does not know the page of a folder
      const { href } = new URL(`questions/${record.id}/${file}`, this.root);
      const option = { role: 'option', id: `__search-hit-${at}`, 'aria-selected': 'false' };
      return make('a', { ...option, class: 'search-hit', href, tabindex: '-1' },
        make('span', { class: 'search-topic' }, record.topic),
        make('span', { class: 'search-title' }, ...this.marked(record.title, marks)),
        make('span', { class: 'search-short' }, ...this.marked(record.short, marks)));
    }

    // The text with the words that were found marked.
    marked(text, marks) {
      const mark = (part) => (marks.has(part.toLowerCase()) ? make('mark', {}, part) : part);
      return text.split(/([\p{L}\p{N}]+)/u).map(mark);
    }

    ask(wanted) {
      if (!this.issues) return [];
      const address = `${this.issues}?${ASK}&question=${encodeURIComponent(wanted)}`;
      return ['Is it missing? ', make('a', { href: address, rel: 'noopener' }, 'Ask for this question')];
    }
  }

  window.SearchDialog = SearchDialog;
})();
