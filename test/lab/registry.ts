import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import {until} from '../until.ts';
import {buildImages} from './images/build.ts';
import type {Layout} from './layout.ts';
import {lastLines} from './node.ts';
import {isAlive, recall, remember, startDetached} from './processes.ts';

const pidFile = (layout: Layout) => join(layout.dir, 'registry.json');

/** The lab's own registry, on the switch's address, with every image of the catalogue in it. Idempotent. */
export async function startRegistry(layout: Layout): Promise<void> {
  if (isAlive(recall(pidFile(layout)))) return;
  const root = join(layout.dir, 'registry');
  await buildImages(root, join(layout.dir, 'layer'));
  const config = join(layout.dir, 'registry.yml');
  writeFileSync(
    config,
    [
      'version: 0.1',
      'log: {level: error, accesslog: {disabled: true}}',
      `storage: {filesystem: {rootdirectory: ${root}}, delete: {enabled: true}}`,
      `http: {addr: "${layout.switchAddress}:5000"}`,
    ].join('\n'),
  );
  const log = join(layout.dir, 'registry.log');
  const inSwitch = `--net=/run/netns/${layout.switchNamespace}`;
  remember(startDetached('nsenter', [inSwitch, 'docker-registry', 'serve', config], {log}), pidFile(layout));
  const url = `http://${layout.switchAddress}:5000/v2/`;
  await until('the registry answers', () => execa('nsenter', [inSwitch, 'curl', '-sf', '-m', '2', url]), {
    timeoutMs: 10_000,
    everyMs: 50,
    explain: () => lastLines(log),
  });
}
