import {mkdtempSync, readFileSync, rmSync, statSync} from 'node:fs';
import {mkdir, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {backUpRaft} from '../../../source/cluster/raft-backup.ts';
import {nodeId} from '../../builders/ids.ts';
import {nowMs} from '../../builders/objects.ts';

/** Issued by itself to `CN=n1`, `OU=swarm-manager`; its key is not kept. */
const certificate = `-----BEGIN CERTIFICATE-----
MIIBwjCCAWegAwIBAgIUf5QeyRKAdGfGdDsu5KmqVIEhcUUwCgYIKoZIzj0EAwIw
NTEOMAwGA1UECgwFc3dhcm0xFjAUBgNVBAsMDXN3YXJtLW1hbmFnZXIxCzAJBgNV
BAMMAm4xMCAXDTI2MTEyMzIzMzg0OFoYDzIxMjYxMDMwMjMzODQ4WjA1MQ4wDAYD
VQQKDAVzd2FybTEWMBQGA1UECwwNc3dhcm0tbWFuYWdlcjELMAkGA1UEAwwCbjEw
WTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQRYPl+BL71qg4Y/doVY1yTr6N21TmJ
ZBXzuiR0lRi5Me/FUWLZ1L5QqQHv1YVtLJiAVCePxuJQ2YtyWk5AqFcQo1MwUTAd
BgNVHQ4EFgQUS1M1xdEHI7LBnbjIYWWytDpH2fcwHwYDVR0jBBgwFoAUS1M1xdEH
I7LBnbjIYWWytDpH2fcwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBG
AiEA6FKZHnE1CR6OQ2L1Akx5wqBYaL0bwxaKpLm21XkFss8CIQDhahZjVFrrnax/
4G3yz12Lisl3pqbpMpecUXJu7qmLag==
-----END CERTIFICATE-----
`;

let root: string;
let into: string;
beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'medianest-raft-'));
  [root, into] = [join(folder, 'docker'), join(folder, 'state', 'raft')];
  await mkdir(join(root, 'swarm', 'certificates'), {recursive: true});
  await mkdir(join(root, 'swarm', 'raft', 'wal'), {recursive: true});
  await writeFile(join(root, 'swarm', 'certificates', 'swarm-node.crt'), certificate);
  await writeFile(join(root, 'swarm', 'raft', 'wal', '0.wal'), 'the log');
});
afterEach(() => rmSync(join(root, '..'), {recursive: true, force: true}));

const backUp = (id: string) => backUpRaft({dataRoot: root, nodeId: nodeId(id)}, into, nowMs);

describe('a copy of the Raft state', () => {
  it('holds every file of it, for its owner alone', async () => {
    await symlink('/nowhere', join(root, 'swarm', 'link'));
    const copy = await backUp('n1');
    if (copy.kind === 'impossible') throw new Error(copy.reason);
    expect(copy.folder).toBe(join(into, 'raft-2026-11-23T12-00-00.000Z'));
    expect(readFileSync(join(copy.folder, 'raft', 'wal', '0.wal'), 'utf8')).toBe('the log');
    expect(statSync(copy.folder).mode & 0o777).toBe(0o700);
    expect(() => statSync(join(copy.folder, 'link'))).toThrow(/ENOENT/);
  });

  it('is not made of another engine’s folder, nor where there is none', async () => {
    expect(await backUp('n2')).toMatchObject({
      kind: 'impossible',
      reason: expect.stringMatching(/belongs to the node n1, not to the engine that is connected/),
    });
    rmSync(join(root, 'swarm'), {recursive: true});
    expect(await backUp('n1')).toMatchObject({kind: 'impossible', reason: expect.stringMatching(/ENOENT/)});
  });
});
