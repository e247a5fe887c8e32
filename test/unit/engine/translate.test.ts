import {describe, expect, it} from 'vitest';
import type {EngineErrorKind} from '../../../source/engine/errors.ts';
import {EngineError} from '../../../source/engine/errors.ts';
import {translate} from '../../../source/engine/translate.ts';
import {SshError} from '../../../source/engine/translate-ssh.ts';
import {socketEndpoint, sshEndpoint, tcpEndpoint} from '../../builders/endpoints.ts';

const endpoint = socketEndpoint();
const attempt = {operation: 'list services', endpoint};
/** As dockerode's modem gives it. */
const answer = (statusCode: number, message: string) =>
  Object.assign(new Error(`(HTTP code ${statusCode}) server error - ${message} `), {
    statusCode,
    json: {message},
  });
const system = (code: string, message = code) => Object.assign(new Error(message), {code});

const leaderless =
  "rpc error: code = Unknown desc = The swarm does not have a leader. It's possible that too few managers are online. Make sure more than half of the managers are online.";

const answers: readonly (readonly [number, string, EngineErrorKind])[] = [
  [500, 'rpc error: code = Unknown desc = update out of sequence', 'version-conflict'],
  [500, leaderless, 'no-quorum'],
  [500, 'rpc error: code = DeadlineExceeded desc = context deadline exceeded', 'no-quorum'],
  [
    500,
    'rpc error: code = DeadlineExceeded desc = stream terminated by RST_STREAM with error code: CANCEL',
    'no-quorum',
  ],
  [
    503,
    "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager.",
    'not-a-manager',
  ],
  [
    503,
    'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    'no-swarm',
  ],
  [
    503,
    'rpc error: code = Unavailable desc = closing transport due to: connection error: desc = "error reading from server: EOF", received prior goaway: code: NO_ERROR',
    'unreachable',
  ],
  [
    503,
    'This node is not a swarm manager. Manager is being prepared or has trouble connecting to the cluster.',
    'unreachable',
  ],
  [
    503,
    'Swarm is encrypted and needs to be unlocked before it can be used. Please use "docker swarm unlock" to unlock it.',
    'locked',
  ],
  [
    503,
    'Swarm certificates have expired. To replace them, leave the swarm and join again.',
    'certificate-expired',
  ],
  [401, 'swarm could not be unlocked: invalid key provided', 'rejected'],
  [400, 'invalid key string', 'rejected'],
  [409, 'swarm is not locked', 'rejected'],
  [
    409,
    'rpc error: code = AlreadyExists desc = name conflicts with an existing object: service a1 already exists',
    'rejected',
  ],
  [
    400,
    "rpc error: code = InvalidArgument desc = port '18080' is already in use by service 'a1' (x) as an ingress port",
    'rejected',
  ],
  [400, 'rpc error: code = InvalidArgument desc = secret not found: x', 'rejected'],
  [
    400,
    "rpc error: code = InvalidArgument desc = secret 's1' is in use by the following service: a",
    'rejected',
  ],
  [501, 'rpc error: code = Unimplemented desc = renaming services is not supported', 'rejected'],
  [400, 'rpc error: code = FailedPrecondition desc = service x does not have a previous spec', 'rejected'],
  [
    400,
    'rpc error: code = FailedPrecondition desc = attempting to demote the last manager of the swarm',
    'rejected',
  ],
  [
    400,
    'rpc error: code = FailedPrecondition desc = can not remove member: this would result in a loss of quorum',
    'rejected',
  ],
  [400, "rpc error: code = FailedPrecondition desc = node x is not down and can't be removed", 'rejected'],
  [404, 'page not found', 'rejected'],
  [404, 'config page not found', 'not-found'],
  [404, 'service nope not found', 'not-found'],
  [400, "invalid filter 'foo'", 'rejected'],
  [400, `invalid service version '': strconv.ParseUint: parsing "": invalid syntax`, 'rejected'],
  [500, 'rpc error: code = Unknown desc = constraint expected one operator from ==, !=', 'rejected'],
  [500, 'Bad parameters: you must choose at least one stream', 'rejected'],
  [500, 'could not parse since timestamp: x', 'rejected'],
  [500, 'invalid join token', 'rejected'],
  [
    503,
    'Timeout was reached before node joined. The attempt to join the swarm will continue in the background. Use the "docker info" command to see the current swarm status of your node.',
    'timed-out',
  ],
  [
    503,
    'You are attempting to leave the swarm on a node that is participating as a manager. The only way to restore a swarm that has lost consensus is to reinitialize it with `--force-new-cluster`.',
    'rejected',
  ],
  [
    503,
    'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.',
    'rejected',
  ],
  [400, 'client version 1.99 is too new. Maximum supported API version is 1.51', 'rejected'],
  [
    400,
    'client version 1.10 is too old. Minimum supported API version is 1.24, please upgrade your client to a newer version',
    'rejected',
  ],
  [400, 'Client sent an HTTP request to an HTTPS server.', 'unauthorised'],
  [401, 'authorization denied', 'unauthorised'],
  [403, 'authorization denied by plugin', 'unauthorised'],
  [502, 'Bad Gateway', 'unreachable'],
  [500, 'rpc error: code = Unknown desc = something new', 'unexpected'],
];

describe('an error answer of the engine', () => {
  it.each(answers)('%i "%s" is %s', (status, words, kind) => {
    const error = translate(answer(status, words), attempt);
    expect(error).toMatchObject({
      kind,
      status,
      operation: 'list services',
      target: 'unix:///var/run/docker.sock',
    });
    expect(error.message).not.toMatch(/rpc error|HTTP code/);
    expect(error.hint).toMatch(/\.$/);
  });

  it('is read the same where the modem gives no JSON with it', () => {
    const plain = Object.assign(new Error('(HTTP code 404) no such service - service nope not found '), {
      statusCode: 404,
    });
    expect(translate(plain, attempt)).toMatchObject({kind: 'not-found', message: 'service nope not found'});
  });

  it('tells the status where the engine said nothing', () => {
    expect(translate(answer(500, ''), attempt).message).toBe('The engine answered with HTTP status 500.');
  });
});

const links: readonly (readonly [string, EngineErrorKind, RegExp])[] = [
  ['ENOENT', 'unreachable', /no such socket/],
  ['ECONNREFUSED', 'unreachable', /Nothing listens/],
  ['EACCES', 'unauthorised', /permission denied/],
  ['ECONNRESET', 'unreachable', /closed the connection/],
  ['EPIPE', 'unreachable', /closed the connection/],
  ['ENOTFOUND', 'unreachable', /cannot be resolved/],
  ['EAI_AGAIN', 'unreachable', /cannot be resolved/],
  ['EHOSTUNREACH', 'unreachable', /no way/],
  ['ENETUNREACH', 'unreachable', /no way/],
  ['ETIMEDOUT', 'timed-out', /does not answer/],
  ['HPE_INVALID_CONSTANT', 'unexpected', /does not speak as a Docker engine/],
  ['CERT_HAS_EXPIRED', 'unauthorised', /has expired/],
  ['CERT_NOT_YET_VALID', 'unauthorised', /not valid yet/],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'unauthorised', /not signed by an authority/],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unauthorised', /not signed by an authority/],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'unauthorised', /another name/],
  ['ERR_SSL_SOMETHING_NEW', 'unauthorised', /TLS with .* failed/],
];

describe('a failure of the link', () => {
  it.each(links)('%s is %s', (code, kind, message) => {
    const error = translate(system(code), attempt);
    expect(error.kind).toBe(kind);
    expect(error.message).toMatch(message);
    expect(error.status).toBeNull();
    expect(error.hint).toMatch(/\.$/);
  });

  it('names the docker group where the socket may not be used', () => {
    expect(translate(system('EACCES'), attempt).hint).toContain('usermod -aG docker');
  });

  it.each([
    ['wrong version number', /does not speak TLS/],
    ['tlsv13 alert certificate required', /does not accept your certificate/],
    ['no start line', /cannot be used/],
  ])('the handshake failure "%s" says which side must change', (words, message) => {
    expect(
      translate(system('ERR_SSL_X', words), {operation: 'ping', endpoint: tcpEndpoint()}).message,
    ).toMatch(message);
  });

  it('is found behind other errors, also where several addresses were tried', () => {
    const both = new AggregateError([system('ECONNREFUSED'), system('ECONNREFUSED')]);
    expect(translate(both, attempt).kind).toBe('unreachable');
    expect(translate(new Error('fetch failed', {cause: system('ENOTFOUND')}), attempt).kind).toBe(
      'unreachable',
    );
  });

  it('is not followed for ever where errors are their own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(translate(error, attempt).kind).toBe('unexpected');
  });
});

describe('a failure of ssh', () => {
  it.each<readonly [string, EngineErrorKind]>([
    ['Host key verification failed.', 'unauthorised'],
    ['ann@far: Permission denied (publickey).', 'unauthorised'],
    [
      'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
      'unauthorised',
    ],
    ['ssh: Could not resolve hostname far: Name or service not known', 'unreachable'],
    ['ssh: connect to host far port 22: Connection refused', 'unreachable'],
    ['ssh: connect to host far port 22: Connection timed out', 'timed-out'],
    ['bash: line 1: docker: command not found', 'unreachable'],
    [
      'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
      'unreachable',
    ],
    ['something new', 'unreachable'],
  ])('"%s" is told in its own words, as %s', (words, kind) => {
    const error = translate(new SshError(words, 255), {operation: 'ping', endpoint: sshEndpoint()});
    expect(error.kind).toBe(kind);
    expect(error.message).toBe(`No connection to ssh://ann@far: ${words}`);
  });
});

describe('a long complaint of ssh', () => {
  it('is judged as a whole and told by its last line', () => {
    const words =
      '@@@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @@@\nSomebody may be listening.\nOffending key in 1\n';
    expect(translate(new SshError(words, 255), {operation: 'ping', endpoint: sshEndpoint()})).toMatchObject({
      kind: 'unauthorised',
      message: 'No connection to ssh://ann@far: Offending key in 1',
    });
  });
});

describe('an ended call', () => {
  it('is aborted where someone ended it, and timed out where its time was up', () => {
    const ended = new AbortController();
    ended.abort();
    const late = new AbortController();
    late.abort(new DOMException('late', 'TimeoutError'));
    // The connection that was cut reports whatever it likes: the signal decides.
    expect(translate(system('ECONNRESET'), {...attempt, signal: ended.signal}).kind).toBe('aborted');
    expect(translate(system('ECONNRESET'), {...attempt, signal: late.signal}).kind).toBe('timed-out');
  });

  it('is timed out where the abort was caused by a timeout', () => {
    const cause = new DOMException('late', 'TimeoutError');
    const error = Object.assign(new Error('The operation was aborted', {cause}), {name: 'AbortError'});
    expect(translate(error, attempt).kind).toBe('timed-out');
  });
});

describe('anything else', () => {
  it('is unexpected and keeps its cause, but what was translated stays as it is', () => {
    const odd = new Error('odd');
    const error = translate(odd, attempt);
    expect(error).toMatchObject({kind: 'unexpected', message: 'odd', cause: odd});
    expect(translate(error, {...attempt, operation: 'other'})).toBe(error);
    expect(translate('text', attempt)).toBeInstanceOf(EngineError);
  });
});
