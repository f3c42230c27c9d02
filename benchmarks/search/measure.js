// Measures the search of the site in a folder beside MiniSearch: `node measure.js SITE MINISEARCH < asked.json`, where
// asked.json has {queries, records: [{id, title, names}]}; ../bench_search.py runs it.
// Prints {ours, rival}, each {opening, search, most, key, slow, worst, found: the first ids of each query}.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');
const zlib = require('node:zlib');

const [site, rival] = process.argv.slice(2);
const { Engine } = require(path.join(site, 'assets/javascripts/search-engine.js')).SearchEngine;
const MiniSearch = require(rival);
const SHOWN = 12;

const size = (data) => zlib.gzipSync(data).length;

// One who reads our site: loads what a search lacks, and counts it.
class Ours {
  constructor() {
    this.bytes = 0;
    this.load('search/index.js');
  }

  load(file) {
    const script = fs.readFileSync(path.join(site, file));
    this.bytes += size(script);
    const searchPart = (name, data) => {
      if (name === 'start') this.engine = new Engine(data);
      else this.engine.add(name, data);
    };
    vm.runInNewContext(script.toString(), { searchPart });
  }

  loadParts(names) {
    for (const name of new Set(names)) this.load(`${this.engine.start.folder}${name}.js`);
  }

  // Forgets what misspelt words were taken for: only then a search that is done again takes the time of a first one.
  forget() {
    this.engine.parts.guesses.clear();
  }

  find(query) {
    for (;;) {
      const { needs, hits } = this.engine.search(query, SHOWN);
      if (hits) {
        this.loadParts(hits.map((hit) => this.engine.record(hit.entry).needs).filter(Boolean));
        return hits.map((hit) => this.engine.record(hit.entry).id);
      }
      this.loadParts(needs);
    }
  }
}

// One who reads a site with an index of MiniSearch that was made before: titles and all names, typing errors allowed.
const options = { fields: ['title', 'names'], storeFields: ['title'] };

class Rival {
  constructor(index) {
    this.bytes = size(index);
    this.engine = MiniSearch.loadJSON(index, options);
  }

  forget() {}

  find(query) {
    const how = { prefix: true, fuzzy: 0.2, boost: { title: 2 } };
    return this.engine.search(query, how).slice(0, SHOWN).map((hit) => hit.id);
  }
}

const at = (sorted, part) => sorted[Math.floor((sorted.length - 1) * part)];

// `newReader` makes a reader who has loaded nothing but what opening the search loads.
function measured(newReader, queries) {
  const warm = newReader();
  const opening = warm.bytes;
  const bytes = [];
  const times = [];
  const found = [];
  for (const query of queries) {
    const first = newReader();
    first.find(query);
    bytes.push(first.bytes - opening);
    for (let end = 1; end <= query.length; end += 1) {
      const typed = query.slice(0, end);
      warm.find(typed); // loads what it needs: the way from the server is no part of the time
      warm.forget();
      const start = performance.now();
      warm.find(typed);
      times.push(performance.now() - start);
    }
    found.push(warm.find(query).slice(0, 3));
  }
  bytes.sort((one, other) => one - other);
  times.sort((one, other) => one - other);
  return {
    opening, search: at(bytes, 0.5), most: at(bytes, 1),
    key: at(times, 0.5), slow: at(times, 0.95), worst: at(times, 1), found,
  };
}

const { queries, records } = JSON.parse(fs.readFileSync(0, 'utf8'));
const index = new MiniSearch(options);
index.addAll(records);
const json = JSON.stringify(index);
const same = new Rival(json); // it keeps nothing of a search: loading it for each query would measure nothing else
process.stdout.write(JSON.stringify({
  ours: measured(() => new Ours(), queries), rival: measured(() => same, queries),
}));
