import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {sameBytes, sameDuration} from '../../../../source/actions/compose/amounts.ts';
import {compareStack} from '../../../../source/actions/compose/compare.ts';
import {withDollars} from '../../../../source/actions/compose/dollars.ts';
import {exportStack} from '../../../../source/actions/compose/export-stack.ts';
import {composeText, parseCompose, withReplicas} from '../../../../source/actions/compose/parse-compose.ts';
import {wordsOf} from '../../../../source/actions/compose/short-forms.ts';
import type {JsonRecord} from '../../../../source/actions/spec/json.ts';

/** As an engine tells of a service that `docker stack deploy` made. */
const spec = (part: JsonRecord = {}, containerPart: JsonRecord = {}): JsonRecord => ({
  Name: 'shop_web',
  Labels: {'com.docker.stack.image': 'app:1', 'com.docker.stack.namespace': 'shop', tier: 'web'},
  TaskTemplate: {
    ContainerSpec: {
      Image: `app:1@sha256:${'a'.repeat(64)}`,
      Labels: {'com.docker.stack.namespace': 'shop'},
      Args: ['serve', 'a b'],
      Env: ['FOO=bar$x', 'NUM=3'],
      Isolation: 'default',
      Privileges: {CredentialSpec: null, SELinuxContext: null, NoNewPrivileges: false},
      Mounts: [
        {Type: 'volume', Source: 'shop_data', Target: '/data', VolumeOptions: {Labels: {}}},
        {Type: 'tmpfs', Target: '/scratch', TmpfsOptions: {SizeBytes: 1_048_576}},
      ],
      StopGracePeriod: 90_000_000_000,
      Healthcheck: {Test: ['CMD', '/bin/true'], Interval: 5_000_000_000, Retries: 2},
      Secrets: [{SecretID: 's', SecretName: 'shop_pw', File: {Name: 'dbpw', UID: '0', GID: '0', Mode: 256}}],
      ...containerPart,
    },
    Resources: {Limits: {NanoCPUs: 500_000_000, MemoryBytes: 67_108_864}, Reservations: {}},
    RestartPolicy: {Condition: 'on-failure', Delay: 2_000_000_000, MaxAttempts: 3},
    Placement: {
      Constraints: ['node.role == worker'],
      Preferences: [{Spread: {SpreadDescriptor: 'node.id'}}],
      Platforms: [{OS: 'linux'}],
    },
    Networks: [{Target: 'net1', Aliases: ['web']}],
    ForceUpdate: 4,
  },
  Mode: {Replicated: {Replicas: 2}},
  UpdateConfig: {
    Parallelism: 2,
    Delay: 1_000_000_000,
    FailureAction: 'pause',
    Monitor: 5_000_000_000,
    MaxFailureRatio: 0,
    Order: 'start-first',
  },
  EndpointSpec: {
    Mode: 'vip',
    Ports: [{Protocol: 'tcp', TargetPort: 80, PublishedPort: 8080, PublishMode: 'ingress'}],
  },
  ...part,
});

const written = `
services:
  web:
    image: app:1
    command: serve "a b"
    environment: [FOO=bar$$x, NUM=3]
    volumes:
      - data:/data
      - {type: tmpfs, target: /scratch, tmpfs: {size: 1048576}}
    stop_grace_period: 90s
    healthcheck: {test: [CMD, /bin/true], interval: 5000ms, retries: 2}
    secrets: [{source: pw, target: dbpw, mode: 0400}]
    networks: [front]
    ports: ["8080:80"]
    deploy:
      replicas: 2
      labels: {tier: web}
      resources: {limits: {cpus: "0.50", memory: 65536K}}
      restart_policy: {condition: on-failure, max_attempts: 3, delay: 2s}
      placement: {constraints: [node.role == worker], preferences: [{spread: node.id}]}
      update_config: {parallelism: 2, delay: 1s, order: start-first}
networks: {front: {}}
volumes: {data: {}}
secrets: {pw: {file: pw.txt}}
`;
/** `@{A}` stands for a variable of a compose file, which would look like one of ours. */
const withVariables = (text: string): string => text.replaceAll('@', '$');
const networks = new Map([['net1', 'shop_front']]);

const read = (text: string): JsonRecord => {
  const reading = parseCompose(text, {});
  if (reading.kind === 'fault') throw new Error(reading.message);
  return reading.file;
};

const compare = (text: string, running = [{name: 'web', spec: spec()}], part = {}) =>
  compareStack({
    scope: {stack: 'shop', file: read(text)},
    running,
    networks,
    prune: false,
    takesReplicas: false,
    ...part,
  });

describe('a stack compared with its file', () => {
  it('is unchanged however the same things are written', () => {
    expect(compare(written).services).toEqual([{kind: 'unchanged', name: 'web', cannotTell: []}]);
  });

  it.each([
    ['image: app:1', 'image: app:2', 'image', true],
    ['NUM=3', 'NUM=4', 'environment.NUM', true],
    ['cpus: "0.50"', 'cpus: "0.25"', 'deploy.resources.limits.cpus', true],
    ['data:/data', 'data:/other', 'volumes', true],
    ['"8080:80"', '"8081:80"', 'ports', true],
    ['mode: 0400', 'mode: 0440', 'secrets', true],
    ['labels: {tier: web}', 'labels: {tier: api}', 'deploy.labels.tier', false],
    ['delay: 1s', 'delay: 2s', 'deploy.update_config.delay', false],
  ])(
    'says what a change of "%s" to "%s" is, and whether tasks are replaced',
    (before, after, path, replaces) => {
      const [service] = compare(written.replace(before, after)).services;
      expect(service).toMatchObject({kind: 'updated', replacesTasks: replaces});
      expect(service?.kind === 'updated' && service.changes.map(change => change.path.join('.'))).toEqual([
        path,
      ]);
    },
  );

  it('takes the order of mounts for a change, as the engine does', () => {
    const mounts = spec()['TaskTemplate'] as {ContainerSpec: {Mounts: readonly JsonRecord[]}};
    const turned = spec({}, {Mounts: mounts.ContainerSpec.Mounts.toReversed()});
    expect(compare(written, [{name: 'web', spec: turned}]).services[0]).toMatchObject({replacesTasks: true});
  });

  it('keeps replicas that someone has scaled, unless the number of the file is asked for', () => {
    const running = [{name: 'web', spec: spec({Mode: {Replicated: {Replicas: 7}}})}];
    const kept = compare(written, running);
    expect(kept.services[0]?.kind).toBe('unchanged');
    expect([...kept.keptReplicas]).toEqual([['web', {now: 7, file: 2}]]);
    const asked = compare(written, running, {takesReplicas: true});
    expect(asked.services[0]).toMatchObject({kind: 'updated', replacesTasks: false});
    expect(asked.keptReplicas.size).toBe(0);
  });

  it('says that it cannot tell of what it does not compare', () => {
    const strange = written.replace(
      'image: app:1',
      'image: app:1\n    credential_spec: {file: x}\n    env_file: [.env]',
    );
    expect(compare(strange).services[0]?.cannotTell).toEqual(['credential_spec', 'env_file', 'environment']);
    expect(compare(written.replace('"8080:80"', '"8080-8090:80-90"')).services[0]?.cannotTell).toEqual([
      'ports',
    ]);
  });

  it('removes what the file does not name only when asked to', () => {
    const running = [
      {name: 'web', spec: spec()},
      {name: 'old', spec: spec()},
    ];
    expect(compare(written, running).services[1]).toMatchObject({kind: 'left', name: 'old'});
    expect(compare(written, running, {prune: true}).services[1]).toMatchObject({
      kind: 'removed',
      name: 'old',
    });
  });
});

describe('a stack as a compose file', () => {
  it('changes nothing when it is deployed again', () => {
    const {file, leftOut} = exportStack('shop', [{name: 'web', spec: spec()}], networks, new Map());
    expect(leftOut).toEqual([]);
    expect(compare(composeText(file)).services).toEqual([{kind: 'unchanged', name: 'web', cannotTell: []}]);
  });

  it('names what no compose file can say', () => {
    const odd = spec({}, {Privileges: {NoNewPrivileges: true, SELinuxContext: {Type: 't'}}});
    expect(exportStack('shop', [{name: 'web', spec: odd}], networks, new Map()).leftOut).toEqual([
      'web: TaskTemplate.ContainerSpec.Privileges',
    ]);
  });
});

describe('reading a compose file', () => {
  it.each([
    ['$A', 'x'],
    ['@{A}/@{B:-or}', 'x/or'],
    ['@{EMPTY-or}@{EMPTY:-or}', 'or'],
    ['@{A:+there}@{B:+there}', 'there'],
    ['$$A', '$A'],
  ])('puts variables in: %s', (text, expected) => {
    const reading = parseCompose(`services: {web: {image: "${withVariables(text)}"}}`, {A: 'x', EMPTY: ''});
    expect(reading).toEqual({kind: 'compose', file: {services: {web: {image: expected}}}});
  });

  it.each([
    ['services: {web: {image: "@{A:?say which}"}}', 'the variable A is not set: say which'],
    ['volumes: {}', 'it has no services'],
    ['- a list', 'it is no compose file: a map with services is wanted'],
  ])('says what is wrong: %s', (text, message) => {
    expect(parseCompose(withVariables(text), {})).toEqual({kind: 'fault', message});
  });

  it('takes a mode for an octal number and yes for a word', () => {
    expect(read('services: {web: {a: 0440, b: yes, c: 440}}')).toEqual({
      services: {web: {a: 0o440, b: 'yes', c: 440}},
    });
  });

  it('gives docker back every text as it was, however many dollars it has', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        const file = {services: {web: {environment: {TEXT: text}}}};
        expect(read(composeText(withDollars(file)))).toEqual(file);
      }),
    );
  });

  it('puts other numbers of replicas in and leaves the rest of the text alone', () => {
    const text = '# mine\nservices:\n  web:\n    image: $IMAGE # this one\n';
    expect(withReplicas(text, new Map([['web', 5]]))).toBe(`${text}    deploy:\n      replicas: 5\n`);
  });
});

describe('amounts', () => {
  it.each([
    ['90s', '1m30s'],
    ['1h', '1h'],
    ['1500ms', '1s500ms'],
    ['soon', 'soon'],
  ])('writes the duration %s as %s', (text, same) => expect(sameDuration(text)).toBe(same));

  it.each([
    ['65536K', '64M'],
    ['1gb', '1G'],
    [1_048_576, '1M'],
    ['1000', '1000'],
  ])('writes the memory %s as %s', (amount, same) => expect(sameBytes(amount)).toBe(same));

  it.each([
    ['serve "a b" c', ['serve', 'a b', 'c']],
    [`sh -c 'echo "$X"'`, ['sh', '-c', 'echo "$X"']],
    ['a\\ b', ['a b']],
  ])('splits %s as a shell does', (line, words) => expect(wordsOf(line)).toEqual(words));
});
