import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pages} from './pages/pages.ts';
import {fail, root} from './project.mjs';

/** Writes the pages that are made from the source; with `--check` only says which are not up to date. */
const isCheck = process.argv.includes('--check');
const stale = pages.filter(({file, make}) => {
  const path = join(root, file);
  return !existsSync(path) || readFileSync(path, 'utf8') !== make();
});
for (const {file, make} of isCheck ? [] : stale) {
  writeFileSync(join(root, file), make());
  process.stdout.write(`${file}\n`);
}
if (isCheck && stale.length > 0) {
  fail(`not up to date: ${stale.map(({file}) => file).join(', ')}; run npm run docs`);
}
