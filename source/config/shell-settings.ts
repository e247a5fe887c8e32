import {objectOf, oneOf, setting, text, textLike} from './shape.ts';

/** How a container on another node is reached. */
export interface ShellSettings {
  readonly ssh: string;
  readonly user: string;
  readonly host: 'hostname' | 'address';
}

const ssh = setting(
  'ssh',
  text('a command such as "ssh -J bastion"'),
  'ssh',
  'The program that reaches another node, with its options; words are parted by blanks.',
);
const user = setting(
  'user',
  textLike(/^[\w.-]*$/, 'the name of a user'),
  '',
  'Who to be there. Empty: as ssh has it.',
);
const host = setting(
  'host',
  oneOf(['hostname', 'address']),
  'hostname',
  'Whether nodes are called by their hostnames or by the addresses that the swarm has of them.',
);
const inner = [ssh, user, host];

/** Shells in containers of other nodes. */
export const shell = setting(
  'shell',
  objectOf<ShellSettings>(inner, read => ({ssh: read(ssh), user: read(user), host: read(host)})),
  {ssh: ssh.fallback, user: user.fallback, host: host.fallback},
  'How `x` and `medianest shell` reach containers of other nodes: by ssh, and the docker CLI there.',
  inner,
);
