import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {execa} from 'execa';
import type {Lab} from './lab.ts';
import type {NodeName} from './layout.ts';

const program = '/usr/sbin/sshd';

/** Why no ssh server can be had on this machine; null when it can. */
export const whyNoSshd = (): string | null =>
  existsSync(program) ? null : 'sshd not found: apt-get install -y --no-install-recommends openssh-server';

/** An ssh server on a node, which ends with the node. */
export interface Sshd {
  /** The line of a file of known hosts that names it. */
  readonly knownHost: string;
  /** The key that it lets in. */
  readonly clientKey: string;
}

/** Starts an ssh server; `forced` is run in the place of what is asked for, which `$SSH_ORIGINAL_COMMAND` has. */
export async function startSshd(
  lab: Lab,
  node: NodeName,
  {folder, port = 22, forced}: {readonly folder: string; readonly port?: number; readonly forced?: string},
): Promise<Sshd> {
  const [hostKey, clientKey, config] = ['host', 'client', 'config'].map(name =>
    join(folder, `sshd-${port}-${name}`),
  ) as [string, string, string];
  for (const key of [hostKey, clientKey])
    await execa('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  const lines = [
    `ListenAddress ${lab.address(node)}:${port}`,
    `HostKey ${hostKey}`,
    `AuthorizedKeysFile ${clientKey}.pub`,
    // The keys lie in a folder of the test.
    'StrictModes no',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'UsePAM no',
    'PidFile none',
    ...(forced === undefined ? [] : [`ForceCommand ${forced}`]),
  ];
  writeFileSync(config, `${lines.join('\n')}\n`);
  await lab.exec(node, 'mkdir', '-p', '/run/sshd');
  await lab.exec(node, program, '-f', config);
  const name = port === 22 ? node : `[${node}]:${port}`;
  return {knownHost: `${name} ${readFileSync(`${hostKey}.pub`, 'utf8')}`, clientKey};
}
