/* Run a program with the logic of the study page, as a browser loads it: run.js FILE... PROGRAM, JSON in and out. */
const { readFileSync } = require('node:fs');
const { runInThisContext } = require('node:vm');

/* What a browser's localStorage does; `full` makes it refuse to keep anything. */
class Storage {
  values = new Map();
  full = false;
  get length() {
    return this.values.size;
  }
  key(place) {
    return [...this.values.keys()][place];
  }
  getItem(key) {
    return this.values.get(key) ?? null;
  }
  setItem(key, value) {
    if (this.full) throw new DOMException('full', 'QuotaExceededError');
    this.values.set(key, value);
  }
  removeItem(key) {
    this.values.delete(key);
  }
}

const [files, [program]] = [process.argv.slice(2, -1), process.argv.slice(-1)];
for (const file of files) runInThisContext(readFileSync(file, 'utf8'), { filename: file });
const made = runInThisContext(`(function (given, Storage) { ${program} })`)(
  JSON.parse(readFileSync(0, 'utf8')),
  Storage,
);
process.stdout.write(JSON.stringify(made));
