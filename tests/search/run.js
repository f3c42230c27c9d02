// Runs queries through the search of a built site, without a browser: `node run.js SITE < queries.json`.
// Prints for each query the ids of its first hits and whether they are only near, as JSON.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const site = process.argv[2];
const { Engine } = require(path.join(site, 'assets/javascripts/search-engine.js')).SearchEngine;

let engine = null;
let folder = '';
function searchPart(name, data) {
  if (name !== 'start') engine.add(name, data);
  else engine = new Engine(data);
}

function load(file) {
  vm.runInNewContext(fs.readFileSync(path.join(site, file), 'utf8'), { searchPart });
}

function find(query) {
  for (;;) {
    const found = engine.search(query, 10);
    if (!found.needs) return { ids: found.hits.map((hit) => id(hit.entry)), near: found.near };
    found.needs.forEach((part) => load(`${folder}${part}.js`));
  }
}

function id(entry) {
  const record = engine.record(entry);
  if (!record.needs) return record.id;
  load(`${folder}${record.needs}.js`);
  return id(entry);
}

load('search/index.js');
folder = engine.start.folder;
const queries = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(queries.map(find)));
