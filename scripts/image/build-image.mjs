import {spawn} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import Docker from 'dockerode';
import {ownSurroundings} from '../../source/engine/discovery/surroundings.ts';
import {askHelper} from '../../source/engine/registry/ask-helper.ts';
import {createFindRegistryAuth} from '../../source/engine/registry/registry-auth.ts';
import {root} from '../project.mjs';
import {layOutRoot} from './root-files.mjs';

/** Small generations are enough for what the agent does, and their pages are given back. */
const entry = [
  '/bin/node',
  '--max-semi-space-size=1',
  '--max-old-space-size=64',
  '/medianest/dist/medianest.js',
];

/**
 * Makes the image by importing one layer, which every engine can, whatever its builder is. The same inputs give the same
 * layer; the engine dates the image itself.
 */
export async function buildImage(reference, {push, say}) {
  const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const docker = new Docker();
  const [repo, tag] = split(reference);
  const folder = mkdtempSync(join(tmpdir(), 'medianest-image-'));
  try {
    layOutRoot(folder);
    const changes = [
      `ENTRYPOINT ${JSON.stringify(entry)}`,
      'ENV NODE_ENV=production SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt',
      `LABEL org.opencontainers.image.title=medianest org.opencontainers.image.version=${version}`,
    ];
    await finished(docker, await docker.importImage(tarOf(folder), {repo, tag, changes}));
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
  const {Size: size, Id: id} = await docker.getImage(`${repo}:${tag}`).inspect();
  say(`${repo}:${tag} is ${id.slice(7, 19)}, ${Math.round(size / 1_000_000)} MB`);
  if (!push) return;
  const auth = await createFindRegistryAuth(ownSurroundings(), askHelper)(reference);
  const credentials = auth === null ? {} : JSON.parse(Buffer.from(auth, 'base64url').toString('utf8'));
  await finished(docker, await docker.getImage(`${repo}:${tag}`).push({authconfig: credentials}));
  say(`pushed ${repo}:${tag}`);
}

/** `host:5000/name` has no tag though it has a colon. */
function split(reference) {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/')
    ? [reference.slice(0, colon), reference.slice(colon + 1)]
    : [reference, 'latest'];
}

function tarOf(folder) {
  const how = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
  return spawn('tar', ['-C', folder, ...how, '-c', '.'], {stdio: ['ignore', 'pipe', 'inherit']}).stdout;
}

/** Engines tell of faults within an answer that began well. */
const finished = (docker, stream) =>
  new Promise((resolve, reject) => {
    docker.modem.followProgress(stream, (error, lines) => {
      const fault = error?.message ?? lines?.find(line => line.error !== undefined)?.error;
      if (fault === undefined) resolve(undefined);
      else reject(new Error(`the engine says: ${fault}`));
    });
  });
