import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {build} from 'esbuild';

const root = join(import.meta.dirname, '..', '..', '..');

/** Builds a program of this folder as the product is built, runs it, and gives what it reported. */
export async function runBundled(program: string, ...args: readonly string[]): Promise<unknown> {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-bench-'));
  const outfile = join(folder, 'program.mjs');
  const report = join(folder, 'report.json');
  // A script without types: a name that is no literal is not looked up.
  const plugins: string = '../../../scripts/bundle-plugins.mjs';
  try {
    await build({
      entryPoints: [join(import.meta.dirname, program)],
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node22',
      jsx: 'automatic',
      minifySyntax: true,
      minifyWhitespace: true,
      logLevel: 'warning',
      external: ['cpu-features', '*.node'],
      define: {'process.env.NODE_ENV': '"production"'},
      banner: {
        js: "import {createRequire as __createRequire} from 'node:module';const require=__createRequire(import.meta.url);",
      },
      plugins: (await import(plugins)).startFast,
    });
    execFileSync(process.execPath, ['--expose-gc', outfile, report, join(root, 'themes'), ...args], {
      stdio: 'inherit',
    });
    return JSON.parse(readFileSync(report, 'utf8')) as unknown;
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
