import type {Endpoint} from './endpoint.ts';
import {sshVerdict} from './translate-ssh.ts';
import {tlsVerdict} from './translate-tls.ts';
import type {Verdict} from './translate-verdict.ts';

/** What a failure below HTTP means: sockets, names, TLS, ssh. Null: none of these. */
export const linkVerdict = (failure: unknown, endpoint: Endpoint): Verdict | null => {
  for (const error of withCauses(failure)) {
    const verdict =
      sshVerdict(error, endpoint) ?? tlsVerdict(error, endpoint) ?? socketVerdict(error, endpoint);
    if (verdict !== null) return verdict;
  }
  return null;
};

/** An error, its causes, and the single failures of an attempt on several addresses; not deeper than a few. */
const withCauses = (failure: unknown, depth = 0): readonly Error[] => {
  if (!(failure instanceof Error) || depth > 4) return [];
  const parts = failure instanceof AggregateError ? failure.errors : [];
  return [
    failure,
    ...parts.flatMap(part => withCauses(part, depth + 1)),
    ...withCauses(failure.cause, depth + 1),
  ];
};

const socketVerdict = (error: Error, endpoint: Endpoint): Verdict | null => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const {host} = endpoint;
  switch (code) {
    case 'ENOENT':
      return {
        kind: 'unreachable',
        message: `There is no engine at ${host}: no such socket.`,
        hint: 'Is Docker installed and running ("systemctl status docker")? Or say which engine with --host or --context.',
      };
    case 'ECONNREFUSED':
      return {
        kind: 'unreachable',
        message: `Nothing listens at ${host}.`,
        hint: startHint(endpoint),
      };
    case 'EACCES':
    case 'EPERM':
      return {
        kind: 'unauthorised',
        message: `You may not use the engine at ${host}: permission denied.`,
        hint: 'Add yourself to the docker group ("sudo usermod -aG docker $USER", then log in again), or use sudo.',
      };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return {
        kind: 'unreachable',
        message: `The engine at ${host} closed the connection.`,
        hint: 'It may be restarting, or a proxy ended the connection; it is tried again.',
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_NONAME':
      return {
        kind: 'unreachable',
        message: `The name in ${host} cannot be resolved.`,
        hint: 'Check the spelling and the DNS of this machine.',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
      return {
        kind: 'unreachable',
        message: `There is no way to ${host} from here.`,
        hint: 'Check the network, the VPN and the address.',
      };
    case 'ETIMEDOUT':
      return {
        kind: 'timed-out',
        message: `${host} does not answer.`,
        hint: 'Check that the machine is up and that no firewall drops the port.',
      };
    default:
      return code.startsWith('HPE_') || error.name === 'SyntaxError' ? notAnEngine(host) : null;
  }
};

const notAnEngine = (host: string): Verdict => ({
  kind: 'unexpected',
  message: `What answers at ${host} does not speak as a Docker engine does.`,
  hint: 'Check the address; an engine with TLS needs DOCKER_TLS_VERIFY=1 and certificates.',
});

const startHint = ({transport}: Endpoint): string =>
  transport.kind === 'tcp'
    ? 'Is the engine running, and does it listen on that port ("hosts" in daemon.json)?'
    : 'Start Docker ("systemctl start docker").';
