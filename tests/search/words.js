// Cuts texts into words as the search of a built site does: `node words.js SITE < texts.json`.
// Prints for each text its words, each with its American spelling, as JSON.
'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const site = process.argv[2];
const { compounds } = require(path.join(site, 'assets/javascripts/search-words.js')).SearchWords;
const { Parts } = require(path.join(site, 'assets/javascripts/search-parts.js')).SearchParts;

let parts = null;
function searchPart(name, data) {
  if (name === 'start') parts = new Parts(data);
}

vm.runInNewContext(fs.readFileSync(path.join(site, 'search/index.js'), 'utf8'), { searchPart });
const texts = JSON.parse(fs.readFileSync(0, 'utf8'));
process.stdout.write(JSON.stringify(texts.map((text) => compounds(text, parts.signs)
  .map((compound) => compound.map((word) => [word, parts.american(word)])))));
