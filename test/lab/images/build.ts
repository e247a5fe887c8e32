import {chmodSync, copyFileSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {execa} from 'execa';
import {catalogue, type ImageRecipe} from './catalogue.ts';
import {createRegistryStore, digestOf} from './registry-store.ts';

const secondInNanoseconds = 1_000_000_000;
/** A fixed time, so that the same inputs give the same digests. */
const created = '2020-01-01T00:00:00Z';
const architectures: Readonly<Record<string, string>> = {x64: 'amd64', arm64: 'arm64'};

/** Builds every image of the catalogue from the machine's busybox into the store of a registry. */
export async function buildImages(registryRoot: string, workFolder: string): Promise<void> {
  const tar = await layerTar(workFolder);
  const store = createRegistryStore(registryRoot);
  const layer = store.putBlob(gzipSync(tar, {level: 1}));
  for (const recipe of catalogue) {
    store.putImage(recipe.repository, recipe.tag, imageConfig(recipe, digestOf(tar)), layer);
  }
}

/** One layer for all images: busybox, its applets, and the lab's own programs. */
async function layerTar(folder: string): Promise<Uint8Array> {
  rmSync(folder, {recursive: true, force: true});
  for (const name of ['bin', 'tmp', 'etc', 'proc', 'sys', 'dev'])
    mkdirSync(join(folder, name), {recursive: true});
  chmodSync(join(folder, 'tmp'), 0o1777);
  const busybox = (await execa('which', ['busybox'])).stdout;
  copyFileSync(busybox, join(folder, 'bin', 'busybox'));
  const applets = (await execa(busybox, ['--list'])).stdout.split('\n');
  for (const applet of applets.filter(name => name !== 'busybox')) {
    symlinkSync('busybox', join(folder, 'bin', applet));
  }
  cpSync(join(import.meta.dirname, 'bin'), join(folder, 'bin'), {recursive: true});
  writeFileSync(join(folder, 'etc', 'passwd'), 'root:x:0:0:root:/:/bin/sh\n');
  writeFileSync(join(folder, 'etc', 'group'), 'root:x:0:\n');
  const args = ['-C', folder, '--sort=name', '--mtime=@0', '--owner=0', '--group=0', '-c', '.'];
  const {stdout} = await execa('tar', args, {encoding: 'buffer', maxBuffer: 64 * 1024 * 1024});
  rmSync(folder, {recursive: true, force: true});
  return stdout;
}

function imageConfig(recipe: ImageRecipe, layerDigest: string): object {
  const env = Object.entries({PATH: '/bin', ...recipe.env}).map(([name, value]) => `${name}=${value}`);
  return {
    architecture: architectures[process.arch] ?? process.arch,
    os: 'linux',
    created,
    config: {
      Env: env,
      ...(recipe.entrypoint && {Entrypoint: recipe.entrypoint}),
      ...(recipe.command && {Cmd: recipe.command}),
      ...(recipe.port && {ExposedPorts: {[`${recipe.port}/tcp`]: {}}}),
      ...(recipe.labels && {Labels: recipe.labels}),
      ...(recipe.healthcheck && {Healthcheck: healthcheck(recipe)}),
    },
    history: [{created, created_by: `lab image ${recipe.repository}:${recipe.tag}`}],
    rootfs: {type: 'layers', diff_ids: [layerDigest]},
  };
}

function healthcheck(recipe: ImageRecipe): object {
  const startPeriod = recipe.healthcheck?.startPeriodSeconds;
  return {
    Test: ['CMD-SHELL', `wget -q -O /dev/null http://127.0.0.1:${recipe.port ?? 8080}/health`],
    Interval: secondInNanoseconds,
    // A refused or missing page fails at once; only a machine under load needs the time.
    Timeout: 10 * secondInNanoseconds,
    Retries: 3,
    ...(startPeriod && {StartPeriod: startPeriod * secondInNanoseconds}),
  };
}
