import type {ShellSettings} from '../../config/shell-settings.ts';

/** What ssh ends with where it was ssh itself that failed. */
const sshFailed = 255;

type Cause = readonly [said: RegExp, advice: (there: string, who: string) => string];

/** What ssh says, and what to do about it. `there`: the node; `who`: the user that it was told to be. */
const sshCauses: readonly Cause[] = [
  [
    /host key verification failed|REMOTE HOST IDENTIFICATION HAS CHANGED/i,
    there =>
      `the key of ${there} is not the one that ssh knows, or it knows none: connect once by hand (ssh ${there}) and look at the key`,
  ],
  [
    /permission denied \(|too many authentication failures|no supported authentication methods/i,
    (there, who) =>
      `${there} did not let ${who} in: name another user (setting shell.user) or a key (setting shell.ssh, "ssh -i KEY")`,
  ],
  [
    /could not resolve hostname|name or service not known/i,
    there =>
      `the name ${there} is not known here: set shell.host to "address", or name the node in your ssh configuration`,
  ],
  [
    /connection refused|no route to host|network is unreachable|timed out|connection (closed|reset)/i,
    there =>
      `no ssh server answers on ${there}: reach it over another machine (setting shell.ssh, "ssh -J BASTION")`,
  ],
];

/** What is said in the place of docker, or by it, before any program of a container runs. */
const dockerCauses: readonly Cause[] = [
  [
    /docker: (command )?not found|command not found: docker|unknown command: docker/i,
    (there, who) =>
      `there is no docker CLI for ${who} on ${there}: install it there, or have it in the path of shells that ssh starts`,
  ],
  [
    /permission denied while trying to connect to the docker/i,
    (there, who) =>
      `${who} may not use the engine of ${there}: add that user to the group docker there, or name another one (setting shell.user)`,
  ],
  [
    /cannot connect to the docker daemon/i,
    there =>
      `the docker CLI on ${there} finds no engine: it may be down, or listen somewhere else (DOCKER_HOST there)`,
  ],
];

/** Why there is no shell on another node, by what was said on the way; null where it ended by itself. */
export function sshTrouble(
  code: number,
  said: string,
  {hostname, address}: {readonly hostname: string; readonly address: string},
  {host, user}: ShellSettings,
): string | null {
  const there = host === 'address' ? address : hostname;
  const who = user === '' ? 'you' : user;
  if (code === 0) return null;
  const causes = code === sshFailed ? [...sshCauses, ...dockerCauses] : dockerCauses;
  const cause = causes.find(([pattern]) => pattern.test(said));
  if (cause !== undefined) return cause[1](there, who);
  return code === sshFailed ? `ssh could not reach ${there}; what it said is above` : null;
}
