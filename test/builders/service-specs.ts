import fc from 'fast-check';
import type {JsonRecord} from '../../source/actions/spec/json.ts';

const some = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, {nil: undefined});
const record = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields, {requiredKeys: []}).map(each => each as JsonRecord);
const nano = fc.integer({min: 1, max: 8}).map(each => each * 250_000_000);
const bytes = fc.integer({min: 6, max: 4_096}).map(each => each * 1024 ** 2);
const span = fc.integer({min: 1, max: 600}).map(each => each * 1e9);
const key = fc.constantFrom('A', 'B', 'LONG_NAME');
const pair = fc
  .tuple(key, fc.constantFrom('', '1', 'two words', "it's", 'a=b'))
  .map(words => words.join('='));
const uniquePairs = fc.uniqueArray(pair, {
  maxLength: 3,
  selector: text => text.replace(/=.*$/, ''),
  minLength: 1,
});
const labels = uniquePairs.map(pairs =>
  Object.fromEntries(pairs.map(each => [each.split('=')[0] ?? '', 'x'])),
);
const constraint = fc.constantFrom('node.role==worker', 'node.labels.zone!=north', 'node.hostname == a');
const policy = record({
  Parallelism: fc.integer({min: 0, max: 5}),
  Delay: span,
  Monitor: span,
  FailureAction: fc.constantFrom('pause', 'continue'),
  Order: fc.constantFrom('stop-first', 'start-first'),
});
const port = fc.record({
  Protocol: fc.constantFrom('tcp', 'udp'),
  TargetPort: fc.integer({min: 80, max: 83}),
  PublishedPort: fc.integer({min: 8080, max: 8083}),
  PublishMode: fc.constantFrom('ingress', 'host'),
});

/** Specs as an engine holds them, with fields of which nobody knows among those that are edited. */
export const serviceSpec: fc.Arbitrary<JsonRecord> = fc
  .record(
    {
      Name: fc.constant('web'),
      Labels: fc.oneof(fc.constant({}), labels),
      Mode: fc.constant({Replicated: {Replicas: 2}}),
      UpdateConfig: policy,
      RollbackConfig: policy,
      EndpointSpec: record({
        Mode: fc.constantFrom('vip', 'dnsrr'),
        Ports: fc.uniqueArray(port, {minLength: 1, maxLength: 3, selector: each => JSON.stringify(each)}),
      }),
      TaskTemplate: record({
        FutureField: fc.constant({kept: [1]}),
        ContainerSpec: record({
          Image: fc.constant('app:1'),
          Env: uniquePairs,
          Labels: labels,
          Healthcheck: record({Test: fc.constantFrom(['NONE'], ['CMD-SHELL', 'true']), Interval: span}),
        }),
        Resources: record({
          Limits: record({NanoCPUs: nano, MemoryBytes: bytes}),
          Reservations: record({NanoCPUs: nano, MemoryBytes: bytes}),
        }),
        RestartPolicy: record({Condition: fc.constant('any'), Delay: span}),
        Placement: record({
          Constraints: fc.uniqueArray(constraint, {minLength: 1}),
          MaxReplicas: fc.integer({min: 1, max: 4}),
          Preferences: fc.constant([{Spread: {SpreadDescriptor: 'node.labels.zone'}}]),
        }),
      }),
    },
    {requiredKeys: ['Name', 'TaskTemplate']},
  )
  .map(each => each as JsonRecord);

const list = (text: fc.Arbitrary<string>) => some(fc.array(text, {minLength: 1, maxLength: 3}));
const one = (...texts: readonly string[]) => some(fc.constantFrom(...texts).map(text => [text]));

/** What a person may type for fields of a service, by option. */
export const patchTexts: fc.Arbitrary<Readonly<Record<string, readonly string[]>>> = fc
  .record({
    'env-add': list(pair),
    'env-rm': list(key),
    'label-add': list(pair),
    'label-rm': list(key),
    'container-label-add': list(pair),
    'constraint-add': list(constraint),
    'constraint-rm': list(constraint),
    'placement-pref-add': one('spread=node.labels.rack', 'spread=node.labels.zone'),
    'placement-pref-rm': one('spread=node.labels.zone'),
    'publish-add': list(
      fc.constantFrom('8080:80', '8081:81/udp', 'published=8082,target=82,mode=host', '83'),
    ),
    'publish-rm': list(fc.constantFrom('80', '81/udp', '82')),
    'limit-cpu': one('0', '0.5', '2'),
    'limit-memory': one('0', '64m', '1g', '6291457'),
    'reserve-memory': one('0', '32m'),
    'update-parallelism': one('0', '1', '3'),
    'update-delay': one('0s', '10s', '1m30s', '1h'),
    'update-max-failure-ratio': one('0', '0.25'),
    'rollback-order': one('start-first'),
    'restart-max-attempts': one('0', '3'),
    'restart-window': one('0s', '2m'),
    'health-cmd': one('curl -f http://localhost', "it's"),
    'health-retries': one('0', '5'),
    image: one('app:2'),
  })
  .map(texts =>
    Object.fromEntries(
      Object.entries(texts).flatMap(([name, values]) => (values === undefined ? [] : [[name, values]])),
    ),
  );
