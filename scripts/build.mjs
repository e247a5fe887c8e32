import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {build} from 'esbuild';
import {markBuilt, sourceKey} from './freshness.mjs';
import {loader, root} from './project.mjs';

const dist = join(root, 'dist');
/** A console that runs during a build may still import chunks of the build before. */
const keepStaleMs = 3_600_000;

/**
 * Only ever needed by what we do not use: React's developer tools, docker-modem's ssh (ours is another) and
 * dockerode's BuildKit sessions. They would double the start-up time.
 */
const stubbed = ['react-devtools-core', 'ssh2', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs'];
const stub = {
  name: 'stub',
  setup(context) {
    const filter = new RegExp(`^(${stubbed.join('|')})(/.*)?$`);
    context.onResolve({filter}, ({path}) => ({path, namespace: 'stub'}));
    context.onLoad({filter: /.*/, namespace: 'stub'}, () => ({
      contents: 'module.exports = {};',
      loader: 'js',
    }));
  },
};

// Syntax that old Nodes parse, so that they can say what is wrong. The compile cache is not put into the temporary
// folder that all users share: its contents are trusted code.
const loaderText = `#!/usr/bin/env node
if (parseInt(process.versions.node, 10) < 22) {
  console.error('medianest needs Node.js 22 or newer; this is ' + process.versions.node + '.');
  process.exitCode = 1;
} else {
  const home = process.env.XDG_CACHE_HOME || (process.env.HOME && process.env.HOME + '/.cache');
  import('node:module').then(module => {
    if (home && module.enableCompileCache) module.enableCompileCache(home + '/medianest/compiled');
    return import('./main.js');
  });
}
`;

async function main() {
  const key = sourceKey();
  const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const result = await build({
    absWorkingDir: root,
    entryPoints: {main: process.env.MEDIANEST_ENTRY ?? 'cli.tsx'},
    outdir: dist,
    entryNames: '[name]',
    chunkNames: 'chunk-[name]-[hash]',
    bundle: true,
    splitting: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    jsx: 'automatic',
    minifySyntax: true,
    minifyWhitespace: true,
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
    external: ['cpu-features', '*.node'],
    plugins: [stub],
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.MEDIANEST_VERSION': JSON.stringify(version),
    },
    banner: {
      js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
    },
  });
  mkdirSync(dist, {recursive: true});
  const written = new Set([basename(loader), '.key']);
  // The entry last: until then the one before finds its own chunks.
  const isEntry = file => basename(file.path) === 'main.js';
  for (const file of [...result.outputFiles].sort((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
    writeFileSync(file.path, file.contents);
    written.add(basename(file.path));
  }
  writeFileSync(loader, loaderText, {mode: 0o755});
  for (const name of readdirSync(dist)) {
    const isOld = Date.now() - statSync(join(dist, name)).mtimeMs > keepStaleMs;
    if (!written.has(name) && (isOld || process.argv.includes('--clean')))
      rmSync(join(dist, name), {recursive: true});
  }
  markBuilt(key);
}

await main();
