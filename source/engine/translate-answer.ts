import type {Endpoint} from './endpoint.ts';
import {type SwarmFault, swarmFault} from './swarm-fault.ts';
import type {Verdict} from './translate-verdict.ts';

/** What an HTTP error answer of the engine means. */
export const answerVerdict = (status: number, words: string, endpoint: Endpoint): Verdict => {
  const said = sentence(words, status);
  const row = rows.find(([isMeant]) => isMeant(status, words));
  if (row !== undefined) return row[1](said, endpoint);
  const trouble = swarmFault(words);
  if (trouble !== null) return swarmVerdicts[trouble](endpoint);
  return byStatus(status, said, endpoint);
};

type Row = readonly [
  isMeant: (status: number, words: string) => boolean,
  verdict: (said: string, endpoint: Endpoint) => Verdict,
];

const says = (pattern: RegExp) => (_status: number, words: string) => pattern.test(words);

// First match wins. Engines answer 500 for much that is the caller's: the words decide.
const rows: readonly Row[] = [
  [
    says(/update out of sequence/),
    () => ({
      kind: 'version-conflict',
      message: 'The object was changed by someone else in the meantime (update out of sequence).',
      hint: 'Look at it as it is now and try again.',
    }),
  ],
  [
    says(/client version \S+ is too (?:new|old)/),
    said => ({
      kind: 'rejected',
      message: said,
      hint: 'Connect again; if it stays so, the engine and this console are too far apart: update the older one.',
    }),
  ],
  [
    says(/HTTP request to an HTTPS server/i),
    (_said, {host}) => ({
      kind: 'unauthorised',
      message: `The engine at ${host} speaks TLS only.`,
      hint: 'Set DOCKER_TLS_VERIFY=1 and DOCKER_CERT_PATH, or use a context that has the certificates.',
    }),
  ],
  [
    says(/attempting to leave the swarm|already part of a swarm|invalid join token/),
    said => ({kind: 'rejected', message: said, hint: 'The engine names the way out.'}),
  ],
  [
    says(/Timeout was reached before node joined/),
    said => ({
      kind: 'timed-out',
      message: said,
      hint: 'Check that the manager can be reached from that node on port 2377.',
    }),
  ],
  [
    says(/invalid key provided|invalid key string/),
    said => ({
      kind: 'rejected',
      message: said,
      hint: '"docker swarm unlock-key" on another manager shows the key.',
    }),
  ],
  [
    says(/Bad parameters|could not parse|expected one operator|is not a valid|invalid filter|is in use by/),
    said => rejected(said),
  ],
  [
    says(/^(404 )?page not found$/),
    (said, {host}) => ({
      kind: 'rejected',
      message: `The engine at ${host} does not know this call: ${said}`,
      hint: 'Something that is not a Docker engine may answer there, or the engine is too old for it.',
    }),
  ],
];

const swarmVerdicts: Readonly<Record<SwarmFault, (endpoint: Endpoint) => Verdict>> = {
  'no-quorum': () => ({
    kind: 'no-quorum',
    message: 'The swarm has no leader: too few managers are online, or an election is going on.',
    hint: 'An election takes 10–20 s. If it stays so, bring more than half of the managers back.',
  }),
  locked: ({host}) => ({
    kind: 'locked',
    message: `The swarm on ${host} is locked; its key is needed after a restart.`,
    hint: 'Run "docker swarm unlock" on that machine.',
  }),
  'certificate-expired': ({host}) => ({
    kind: 'certificate-expired',
    message: `The swarm certificate of the engine at ${host} has expired.`,
    hint: 'Check the clocks; then let the node leave and join again, or rotate the CA from a healthy manager.',
  }),
  'not-a-manager': ({host}) => ({
    kind: 'not-a-manager',
    message: `The engine at ${host} is a worker: it cannot tell of the swarm.`,
    hint: 'Connect to a manager with --host or --context, or promote this node.',
  }),
  'no-swarm': ({host}) => ({
    kind: 'no-swarm',
    message: `The engine at ${host} is not part of a swarm.`,
    hint: 'Run "docker swarm init" or "docker swarm join" there, or connect to a manager.',
  }),
  unreachable: ({host}) => ({
    kind: 'unreachable',
    message: `The manager at ${host} is starting.`,
    hint: 'It needs some seconds; if it stays so, see the engine\'s log ("journalctl -u docker").',
  }),
};

const byStatus = (status: number, said: string, {host}: Endpoint): Verdict => {
  switch (status) {
    case 400:
    case 405:
    case 409:
    case 501:
      return rejected(said);
    case 401:
    case 403:
      return {
        kind: 'unauthorised',
        message: said,
        hint: `Check the certificates, keys or permissions for ${host}.`,
      };
    case 404:
      return {
        kind: 'not-found',
        message: said,
        hint: 'It may have been removed meanwhile; look at the list again.',
      };
    case 502:
    case 503:
    case 504:
      return {
        kind: 'unreachable',
        message: said,
        hint: 'The engine cannot serve this now; it is tried again. See its log if it stays so.',
      };
    default:
      return {kind: 'unexpected', message: said, hint: 'See the engine\'s log ("journalctl -u docker").'};
  }
};

const rejected = (said: string): Verdict => ({
  kind: 'rejected',
  message: said,
  hint: 'Change what was asked for; asking again changes nothing.',
});

/** The engine's words without the RPC frame; the status where it said nothing. */
const sentence = (words: string, status: number): string =>
  words.replace(/^rpc error: code = \w+ desc = /, '').trim() ||
  `The engine answered with HTTP status ${status}.`;
