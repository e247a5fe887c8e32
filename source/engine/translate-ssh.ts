import type {Endpoint} from './endpoint.ts';
import type {Verdict} from './translate-verdict.ts';

/** The ssh program ended before or while it carried an engine's connection. */
export class SshError extends Error {
  override readonly name = 'SshError';
  /** Null: it could not be started, or a signal ended it. */
  readonly exitCode: number | null;

  constructor(message: string, exitCode: number | null, cause?: unknown) {
    super(message, {cause});
    this.exitCode = exitCode;
  }
}

type Row = readonly [RegExp, Verdict['kind'], string];

// First match wins; what stands here was printed by ssh itself or by the far side's shell and docker.
const rows: readonly Row[] = [
  [
    /host key verification failed|remote host identification has changed/i,
    'unauthorised',
    'Connect once by hand with ssh and check the host key; this console never accepts one by itself.',
  ],
  [
    /permission denied while trying to connect to the docker|dial unix .*permission denied/i,
    'unauthorised',
    'The user on that machine must be in its docker group.',
  ],
  [
    /permission denied \(|too many authentication failures|no supported authentication/i,
    'unauthorised',
    'Load your key into the ssh agent ("ssh-add"), or name key and user in ~/.ssh/config. Passwords cannot be asked for here.',
  ],
  [
    /could not resolve hostname/i,
    'unreachable',
    'Check the spelling, ~/.ssh/config and the DNS of this machine.',
  ],
  [
    /connection refused|connection closed by|no route to host|network is unreachable/i,
    'unreachable',
    'Is the machine up, and does sshd listen on that port?',
  ],
  [/timed out/i, 'timed-out', 'Check that the machine is up and that no firewall drops the port.'],
  [
    /docker: (?:command )?not found|command not found|no such file or directory: docker/i,
    'unreachable',
    'The docker CLI must be installed on that machine and in the PATH of its ssh sessions.',
  ],
  [
    /cannot connect to the docker daemon|dial unix .*(?:no such file|refused)/i,
    'unreachable',
    'Start Docker on that machine ("systemctl start docker").',
  ],
];

/** What a failed ssh means, in its own words; null when the error is not of ssh. */
export const sshVerdict = (error: Error, {host}: Endpoint): Verdict | null => {
  if (!(error instanceof SshError)) return null;
  const said = error.message.trim();
  const row = rows.find(([pattern]) => pattern.test(said));
  return {
    kind: row?.[1] ?? 'unreachable',
    // What matters stands last: a changed host key comes after a page of warning.
    message: `No connection to ${host}: ${said.split('\n').at(-1)?.trim() ?? ''}`,
    hint: row?.[2] ?? `Try "ssh ${host.replace(/^ssh:\/\//, '')} docker version" by hand.`,
  };
};
