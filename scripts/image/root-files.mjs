import {execFileSync} from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {root} from '../project.mjs';
import {findNode} from '../runtime.mjs';

const dist = join(root, 'dist');
/** Where distributions keep the authorities that they trust. */
const authorities = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
];

/** Lays out the whole file system of the image: Node, the libraries that it loads, and the built program. */
export function layOutRoot(folder) {
  const put = (from, to) => {
    const target = join(folder, to);
    mkdirSync(dirname(target), {recursive: true});
    copyFileSync(from, target);
    return target;
  };
  const node = put(realpathSync(findNode()), 'bin/node');
  chmodSync(node, 0o755);
  strip(node);
  for (const library of librariesOf(findNode())) chmodSync(put(realpathSync(library), library), 0o755);
  for (const name of builtFiles()) put(join(dist, name), `medianest/dist/${name}`);
  cpSync(join(root, 'themes'), join(folder, 'medianest/themes'), {recursive: true});
  put(join(root, 'package.json'), 'medianest/package.json');
  const trusted = authorities.find(path => existsSync(path));
  if (trusted !== undefined) put(trusted, 'etc/ssl/certs/ca-certificates.crt');
  writeFileSync(
    join(folder, 'etc/passwd'),
    'root:x:0:0:root:/:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  );
  mkdirSync(join(folder, 'tmp'));
  chmodSync(join(folder, 'tmp'), 0o1777);
}

/** The names in a binary are for debuggers; without the tool it stays as it is. */
function strip(file) {
  try {
    execFileSync('strip', ['--strip-unneeded', file], {stdio: 'ignore'});
  } catch {
    // A larger image works as well.
  }
}

/** What the dynamic loader loads, itself among it; none for a binary that holds all. */
function librariesOf(binary) {
  const listed = execFileSync('ldd', [binary], {encoding: 'utf8'});
  return [...listed.matchAll(/(?:=> )?(\/\S+) \(0x/g)].map(([, path]) => path);
}

/** What the entry imports, and what that imports: dist may hold files of builds before. */
function builtFiles() {
  const found = new Set(['medianest.js']);
  for (const name of found)
    for (const [, other] of readFileSync(join(dist, name), 'utf8').matchAll(/["'`]\.\/([\w.-]+\.js)["'`]/g))
      if (existsSync(join(dist, other))) found.add(other);
  return found;
}
