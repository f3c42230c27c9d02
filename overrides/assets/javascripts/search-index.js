// The search of a page without its look: loads the parts of the index that a query needs, and answers with the hits.
'use strict';

(function () {
  class SearchIndex {
    // `load` loads a script by its path; `waiting` are the parts that came before this was made.
    constructor({ load, waiting }) {
      this.load = load;
      this.loading = new Map();
      for (const part of waiting) this.take(...part);
      window.searchPart = (name, data) => this.take(name, data);
    }

    take(name, data) {
      if (name === 'start') this.engine = new window.SearchEngine.Engine(data);
      else this.engine.add(name, data);
    }

    // The hits of a query, best first: {hits: [{id, topic, title, short}], near: whether none has all that was asked,
    // marks: the words to mark}. Rejects where a part cannot be loaded.
    async find(query, limit) {
      let found = this.engine.search(query, limit);
      while (found.needs) {
        await this.fetch(found.needs);
        found = this.engine.search(query, limit);
      }
      await this.fetch(found.hits.map((hit) => this.engine.record(hit.entry).needs).filter(Boolean));
      return { hits: found.hits.map((hit) => this.engine.record(hit.entry)), near: found.near, marks: found.marks };
    }

    fetch(names) {
      return Promise.all([...new Set(names)].map((name) => {
        if (!this.loading.has(name)) {
          const loaded = this.load(`${this.engine.start.folder}${name}.js`);
          loaded.catch(() => this.loading.delete(name));
          this.loading.set(name, loaded);
        }
        return this.loading.get(name);
      }));
    }
  }

  window.SearchIndex = SearchIndex;
})();
