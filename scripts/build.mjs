import {mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {build} from 'esbuild';
import {startFast} from './bundle-plugins.mjs';
import {markBuilt, sourceKey} from './freshness.mjs';
import {loader, root} from './project.mjs';

const dist = join(root, 'dist');
/** A console that runs during a build may still import chunks of the build before. */
const keepStaleMs = 3_600_000;

/**
 * Commands, and all else that the start loads when it is needed, are built into one file: loading twenty small ones took
 * longer than all the rest. The console does not load it, which saves a tenth of its start. What needs Ink, and the
 * simulator, stay outside of it, as entries with chunks of their own.
 */
const outside = {
  console: 'source/app/start-console.tsx',
  tables: 'source/ui/static-table.tsx',
  simulator: 'source/simulator/demo/serve-demo.ts',
};
const inkOutside = {
  name: 'ink-outside',
  setup(context) {
    for (const [name, file] of Object.entries(outside))
      context.onResolve({filter: new RegExp(`/${basename(file).replace('.', '[.]')}$`)}, ({kind}) =>
        kind === 'dynamic-import' ? {path: `./${name}.js`, external: true} : undefined,
      );
  },
};

/** Where commands are loaded from; what the console loads later stays with it. */
const loadsCommands = /[/\\](cli\.tsx|source[/\\]commands[/\\].*)$/;

/** Leaves what the start loads for a command to the file of the commands, and notes what that is. */
const commandsOutside = needed => ({
  name: 'commands-outside',
  setup(context) {
    context.onResolve({filter: /^[.].*[.]tsx?$/}, ({kind, path, resolveDir, importer}) => {
      const isForCommand = loadsCommands.test(importer) && !path.includes('/source/app/');
      if (kind !== 'dynamic-import' || !isForCommand) return undefined;
      needed.add(join(resolveDir, path));
      return {path: './commands.js', external: true};
    });
  },
});

/** What has the same name in two files would silently be missing. */
const refuseNamesakes = paths => {
  const files = new Map();
  for (const path of paths)
    for (const [, name] of readFileSync(path, 'utf8').matchAll(
      /^export (?:async )?(?:const|function|class) (\w+)/gm,
    )) {
      if (files.has(name)) throw new Error(`${name} is exported by ${files.get(name)} and by ${path}.`);
      files.set(name, path);
    }
};

/** Builds the start, then what it loads when it is needed. */
const buildCommands = async options => {
  const needed = new Set();
  const entryPoints = {main: process.env.MEDIANEST_ENTRY ?? 'cli.tsx'};
  const start = await build({
    ...options,
    entryPoints,
    plugins: [...startFast, inkOutside, commandsOutside(needed)],
  });
  refuseNamesakes(needed);
  const contents = [...needed]
    .sort()
    .map(path => `export * from ${JSON.stringify(path)};`)
    .join('\n');
  const commands = await build({
    ...options,
    stdin: {contents, resolveDir: root, sourcefile: 'commands.js'},
    outdir: undefined,
    outfile: join(dist, 'commands.js'),
    plugins: [...startFast, inkOutside],
  });
  return [start, commands];
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

/**
 * esbuild escapes all but regular expressions. One letter that is not ASCII makes Node keep the whole file in memory with
 * two bytes a letter.
 */
const asAscii = text =>
  text.replace(/[^\x00-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

async function main() {
  const key = sourceKey();
  const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const options = {
    absWorkingDir: root,
    outdir: dist,
    entryNames: '[name]',
    chunkNames: 'chunk-[name]-[hash]',
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    jsx: 'automatic',
    minifySyntax: true,
    minifyWhitespace: true,
    // Names are not shortened, so nothing has to put them back: doing so for every function took 15 ms.
    keepNames: false,
    legalComments: 'none',
    logLevel: 'warning',
    external: ['cpu-features', '*.node'],
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env.MEDIANEST_VERSION': JSON.stringify(version),
    },
    banner: {
      js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
    },
  };
  const results = await Promise.all([
    buildCommands(options),
    build({
      ...options,
      entryPoints: outside,
      splitting: true,
      plugins: startFast,
    }),
  ]);
  const outputFiles = results.flat().flatMap(result => result.outputFiles);
  mkdirSync(dist, {recursive: true});
  const written = new Set([basename(loader), '.key']);
  // The entry last: until then the one before finds its own chunks.
  const isEntry = file => basename(file.path) === 'main.js';
  for (const file of outputFiles.sort((a, b) => Number(isEntry(a)) - Number(isEntry(b)))) {
    writeFileSync(file.path, asAscii(file.text));
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
