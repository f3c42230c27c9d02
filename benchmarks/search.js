// Measures the search of the site in a folder: `node search.js SITE < queries.json`; bench_search.py runs it.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const zlib = require('node:zlib');
const { Engine } = require('../overrides/assets/javascripts/search-engine.js').SearchEngine;

class Reader {
  constructor(site) {
    this.site = site;
    this.bytes = 0;
    this.load('search/index.js');
    this.opening = this.bytes;
  }

  load(file) {
    const script = fs.readFileSync(path.join(this.site, file));
    this.bytes += zlib.gzipSync(script).length;
    const searchPart = (name, data) => {
      if (name === 'start') this.engine = new Engine(data);
      else this.engine.add(name, data);
    };
    vm.runInNewContext(script.toString(), { searchPart });
  }

  find(query) {
    let found = this.engine.search(query, 12);
    while (found.needs) {
      found.needs.forEach((part) => this.load(`${this.engine.start.folder}${part}.js`));
      found = this.engine.search(query, 12);
    }
    const needed = new Set(found.hits.map((hit) => this.engine.record(hit.entry).needs).filter(Boolean));
    needed.forEach((part) => this.load(`${this.engine.start.folder}${part}.js`));
  }
}

const queries = JSON.parse(fs.readFileSync(0, 'utf8'));
const bytes = [];
const times = [];
const warm = new Reader(process.argv[2]);
for (const query of queries) {
  const first = new Reader(process.argv[2]);
  first.find(query);
  bytes.push(first.bytes - first.opening);
  for (let end = 1; end <= query.length; end += 1) {
    warm.find(query.slice(0, end)); // what it needs is there when the time is taken
    const start = performance.now();
    warm.find(query.slice(0, end));
    times.push(performance.now() - start);
  }
}
const at = (list, part) => list.sort((one, other) => one - other)[Math.floor((list.length - 1) * part)];
process.stdout.write(JSON.stringify({
  opening: warm.opening, median: at(bytes, 0.5), most: at(bytes, 1), key: at(times, 0.5), slow: at(times, 0.95),
}));
