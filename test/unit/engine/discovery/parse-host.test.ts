import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {parseHost} from '../../../../source/engine/discovery/parse-host.ts';
import {EngineError} from '../../../../source/engine/errors.ts';

const parse = (text: string) => parseHost(text, () => null, 'DOCKER_HOST');

describe('an engine address', () => {
  it.each([
    ['unix:///run/x.sock', 'unix:///run/x.sock', {kind: 'unix', path: '/run/x.sock'}],
    ['unix://', 'unix:///var/run/docker.sock', {kind: 'unix', path: '/var/run/docker.sock'}],
    ['tcp://10.0.0.1:2376', 'tcp://10.0.0.1:2376', {kind: 'tcp', host: '10.0.0.1', port: 2376, tls: null}],
    ['tcp://far', 'tcp://far:2375', {kind: 'tcp', host: 'far', port: 2375, tls: null}],
    ['far:80', 'tcp://far:80', {kind: 'tcp', host: 'far', port: 80, tls: null}],
    ['tcp://:99', 'tcp://localhost:99', {kind: 'tcp', host: 'localhost', port: 99, tls: null}],
    ['tcp://[fd00::1]:99', 'tcp://[fd00::1]:99', {kind: 'tcp', host: 'fd00::1', port: 99, tls: null}],
    ['ssh://far', 'ssh://far', {kind: 'ssh', user: null, host: 'far', port: null}],
    ['ssh://ann@far:22', 'ssh://ann@far:22', {kind: 'ssh', user: 'ann', host: 'far', port: 22}],
    ['  tcp://far:1/ ', 'tcp://far:1', {kind: 'tcp', host: 'far', port: 1, tls: null}],
  ])('%s is read as the docker CLI reads it', (text, host, transport) => {
    expect(parse(text)).toEqual({host, transport});
  });

  it.each([
    ['gopher://x', 'that is no address of an engine'],
    ['npipe:////./pipe/docker', 'cannot be used here'],
    ['unix://run/docker.sock', 'starts with a slash'],
    ['tcp://far:99999', 'that is no address of an engine'],
    ['tcp://far/path', 'only a host and a port'],
    ['ssh://far/path', 'an ssh address has no path'],
    ['ssh://ann:secret@far', 'a password cannot be given'],
    ['ssh://-oProxyCommand=x', 'cannot begin with a dash'],
    ['ssh://%2DoProxyCommand=x@far', 'cannot begin with a dash'],
    ['ssh://%@far', 'the user is not encoded'],
    ['ssh://', 'host is missing'],
  ])('%s is refused with its source and the reason', (text, reason) => {
    expect(() => parse(text)).toThrow(EngineError);
    expect(() => parse(text)).toThrow(reason);
    expect(() => parse(text)).toThrow('DOCKER_HOST');
  });

  it('is either read or refused, never anything else, and what was read reads the same again', () => {
    const schemes = fc.constantFrom('', 'tcp://', 'unix://', 'ssh://', 'x://');
    fc.assert(
      fc.property(schemes, fc.string(), (scheme, rest) => {
        try {
          const parsed = parse(scheme + rest);
          expect(parse(parsed.host)).toEqual(parsed);
        } catch (error) {
          expect(error).toBeInstanceOf(EngineError);
        }
      }),
      {numRuns: 500},
    );
  });
});
