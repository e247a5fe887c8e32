import {describe, expect, it} from 'vitest';
import {contextEndpoint, findEndpoints} from '../../../../source/engine/discovery/find-endpoints.ts';
import {EngineError} from '../../../../source/engine/errors.ts';
import {aMachine, type FakeMachine} from '../../../builders/surroundings.ts';

const first = (machine: FakeMachine, choice = {}) => findEndpoints(choice, machine)[0];

const refusal = (attempt: () => unknown): EngineError => {
  try {
    attempt();
  } catch (error) {
    if (error instanceof EngineError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('the engine is found as the docker CLI finds it', () => {
  const everything = () =>
    aMachine()
      .withContext('flagged', 'tcp://flagged:1')
      .withContext('named', 'tcp://named:1')
      .withContext('current', 'tcp://current:1')
      .withConfig({currentContext: 'current'})
      .withSocket('/var/run/docker.sock');

  it('prefers --context, then DOCKER_HOST, then DOCKER_CONTEXT, then the current context, then the socket', () => {
    const env = {DOCKER_HOST: 'tcp://env:1', DOCKER_CONTEXT: 'named'};
    expect(first(everything().with(env), {context: 'flagged'})).toMatchObject({
      context: 'flagged',
      host: 'tcp://flagged:1',
      why: '--context',
    });
    expect(first(everything().with(env))).toMatchObject({
      context: 'default',
      host: 'tcp://env:1',
      why: 'DOCKER_HOST',
    });
    expect(first(everything().with({DOCKER_CONTEXT: 'named'}))).toMatchObject({
      context: 'named',
      why: 'DOCKER_CONTEXT',
    });
    expect(first(everything())).toMatchObject({context: 'current', why: 'current context "current"'});
    expect(first(aMachine().withSocket('/var/run/docker.sock'))).toMatchObject({
      context: 'default',
      host: 'unix:///var/run/docker.sock',
      why: 'default socket',
    });
  });

  it('takes --host before everything that is not a flag, and several of them in their order', () => {
    const machine = everything().with({DOCKER_HOST: 'tcp://env:1'});
    const hosts = ['tcp://one:1', 'ssh://ann@two'];
    expect(findEndpoints({hosts}, machine).map(({host}) => host)).toEqual(hosts);
  });

  it('refuses --host together with --context', () => {
    const error = refusal(() => findEndpoints({hosts: ['tcp://a'], context: 'b'}, aMachine()));
    expect(error.message).toBe('conflicting options: cannot specify both --host and --context');
  });

  it('takes an empty variable for an absent one', () => {
    const machine = aMachine().with({DOCKER_HOST: '', DOCKER_CONTEXT: '', DOCKER_TLS_VERIFY: ''});
    expect(first(machine).host).toBe('unix:///var/run/docker.sock');
  });

  it('reads settings and contexts from DOCKER_CONFIG', () => {
    const machine = aMachine()
      .with({DOCKER_CONFIG: '/etc/dock'})
      .withConfig({currentContext: 'far'}, '/etc/dock')
      .withContext('far', 'ssh://ann@far:2222', {}, '/etc/dock');
    expect(first(machine).transport).toEqual({kind: 'ssh', user: 'ann', host: 'far', port: 2222});
  });

  it('names the context that is missing and what asked for it', () => {
    const machine = aMachine().withConfig({currentContext: 'gone'});
    const error = refusal(() => findEndpoints({}, machine));
    expect(error.message).toBe('context "gone": context not found (asked for by current context "gone").');
    expect(error.hint).toContain('docker context ls');
  });

  it('says which file is broken when the settings or a context cannot be read', () => {
    const settings = aMachine().withFile('/home/ann/.docker/config.json', '{');
    expect(refusal(() => findEndpoints({}, settings)).message).toContain('/home/ann/.docker/config.json');
    const unreadable = aMachine().withUnreadable('/home/ann/.docker/config.json');
    expect(refusal(() => findEndpoints({}, unreadable)).message).toContain('permission denied');
    const bad = aMachine().withContext('bad', 'gopher://x');
    expect(refusal(() => contextEndpoint('bad', bad)).message).toBe(
      'context "bad" says "gopher://x": that is no address of an engine.',
    );
  });

  it('needs no settings when the engine is named, even where they are broken', () => {
    const machine = aMachine()
      .withFile('/home/ann/.docker/config.json', '{')
      .with({DOCKER_HOST: 'tcp://env:1'});
    expect(first(machine).host).toBe('tcp://env:1');
  });
});

describe('local sockets', () => {
  it('uses a rootless socket where the default one is absent or forbidden', () => {
    const machine = aMachine()
      .with({XDG_RUNTIME_DIR: '/run/user/1000'})
      .withSocket('/var/run/docker.sock', 'forbidden')
      .withSocket('/run/user/1000/docker.sock');
    expect(first(machine)).toMatchObject({host: 'unix:///run/user/1000/docker.sock', why: 'rootless socket'});
    const desktop = aMachine().withSocket('/home/ann/.docker/run/docker.sock');
    expect(first(desktop)).toMatchObject({
      host: 'unix:///home/ann/.docker/run/docker.sock',
      why: "user's socket",
    });
  });

  it('stays with a forbidden default socket when there is no other, so that the error tells of it', () => {
    const machine = aMachine().withSocket('/var/run/docker.sock', 'forbidden');
    expect(first(machine).host).toBe('unix:///var/run/docker.sock');
  });
});

describe('TLS', () => {
  const certificates = (folder: string) =>
    aMachine()
      .withFile(`${folder}/ca.pem`, 'CA')
      .withFile(`${folder}/cert.pem`, 'CERT')
      .withFile(`${folder}/key.pem`, 'KEY');
  const files = {ca: 'CA', cert: 'CERT', key: 'KEY'};

  it('is verified with the files of DOCKER_CERT_PATH when DOCKER_TLS_VERIFY is set to anything', () => {
    const env = {DOCKER_HOST: 'tcp://far:2376', DOCKER_TLS_VERIFY: '0', DOCKER_CERT_PATH: '/certs'};
    expect(first(certificates('/certs').with(env)).transport).toEqual({
      kind: 'tcp',
      host: 'far',
      port: 2376,
      tls: {...files, skipVerify: false},
    });
  });

  it('is not verified with DOCKER_TLS alone, and off with DOCKER_CERT_PATH alone', () => {
    const tls = certificates('/home/ann/.docker').with({DOCKER_HOST: 'tcp://far', DOCKER_TLS: '1'});
    expect(first(tls).transport).toMatchObject({tls: {...files, skipVerify: true}});
    const plain = certificates('/certs').with({DOCKER_HOST: 'tcp://far', DOCKER_CERT_PATH: '/certs'});
    expect(first(plain).transport).toMatchObject({tls: null});
  });

  it('without any address means the TLS port of this machine', () => {
    const machine = certificates('/home/ann/.docker').with({DOCKER_TLS_VERIFY: '1'});
    expect(first(machine)).toMatchObject({host: 'tcp://localhost:2376', why: 'TLS without a host'});
  });

  it('says which file is missing, and asks for none where the address cannot have TLS', () => {
    const tcp = aMachine().with({DOCKER_HOST: 'tcp://far', DOCKER_TLS_VERIFY: '1'});
    expect(refusal(() => findEndpoints({}, tcp)).message).toContain(
      '/home/ann/.docker/ca.pem cannot be read',
    );
    const ssh = aMachine().with({DOCKER_HOST: 'ssh://far', DOCKER_TLS_VERIFY: '1'});
    expect(first(ssh).host).toBe('ssh://far');
    const choice = {hosts: ['tcp://far'], tls: {ca: '/ca', cert: '/nope', key: '/key'}};
    const named = aMachine().withFile('/ca', 'CA').withFile('/key', 'KEY');
    expect(refusal(() => findEndpoints(choice, named)).message).toContain('/nope cannot be read');
  });

  it('comes from the context where a context is used', () => {
    const tls = {'ca.pem': 'CA', 'cert.pem': 'CERT', 'key.pem': 'KEY'};
    const machine = aMachine()
      .withContext('full', 'tcp://full:2376', {tls})
      .withContext('lax', 'tcp://lax:2376', {skipVerify: true})
      .withContext('plain', 'tcp://plain:2375')
      .withContext('half', 'tcp://half:2376', {tls: {'key.pem': 'KEY'}});
    const tlsOf = (name: string) => contextEndpoint(name, machine).transport;
    expect(tlsOf('full')).toMatchObject({tls: {...files, skipVerify: false}});
    expect(tlsOf('lax')).toMatchObject({tls: {ca: null, cert: null, key: null, skipVerify: true}});
    expect(tlsOf('plain')).toMatchObject({tls: null});
    expect(refusal(() => tlsOf('half')).message).toContain('has key.pem but not cert.pem');
  });
});
