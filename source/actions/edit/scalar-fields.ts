import {choice, count, cpus, image, memory, ratio, time, type ValueType} from './value-types.ts';

/** A field of a service with one value, named as the docker CLI names its option. */
export interface ScalarField {
  readonly name: string;
  readonly path: readonly string[];
  readonly type: ValueType;
  readonly purpose: string;
}

const template = 'TaskTemplate';
const second = 1e9;
const leastHealthNs = 1e6;
const task = (...path: readonly string[]): readonly string[] => [template, ...path];

const resources: readonly ScalarField[] = [
  {
    name: 'limit-cpu',
    path: task('Resources', 'Limits', 'NanoCPUs'),
    type: cpus,
    purpose: 'Most CPUs of a task; 0: no limit.',
  },
  {
    name: 'limit-memory',
    path: task('Resources', 'Limits', 'MemoryBytes'),
    type: memory,
    purpose: 'Most memory of a task; 0: no limit.',
  },
  {
    name: 'reserve-cpu',
    path: task('Resources', 'Reservations', 'NanoCPUs'),
    type: cpus,
    purpose: 'CPUs that a node must have left for a task.',
  },
  {
    name: 'reserve-memory',
    path: task('Resources', 'Reservations', 'MemoryBytes'),
    type: memory,
    purpose: 'Memory that a node must have left for a task.',
  },
  {
    name: 'replicas-max-per-node',
    path: task('Placement', 'MaxReplicas'),
    type: count({noneAtZero: true}),
    purpose: 'Most replicas on one node; 0: any.',
  },
];

const policy = (name: 'update' | 'rollback'): readonly ScalarField[] => {
  const config = name === 'update' ? 'UpdateConfig' : 'RollbackConfig';
  const actions = name === 'update' ? ['pause', 'continue', 'rollback'] : ['pause', 'continue'];
  return [
    {
      name: `${name}-parallelism`,
      path: [config, 'Parallelism'],
      type: count(),
      purpose: `Tasks replaced at once in ${article(name)}; 0: all.`,
    },
    {
      name: `${name}-delay`,
      path: [config, 'Delay'],
      type: time(),
      purpose: `Time between two batches of ${article(name)}.`,
    },
    {
      name: `${name}-order`,
      path: [config, 'Order'],
      type: choice('start-first', 'stop-first'),
      purpose: `Which goes first in ${article(name)}: the start of the new task, or the stop of the old one.`,
    },
    {
      name: `${name}-failure-action`,
      path: [config, 'FailureAction'],
      type: choice(...actions),
      purpose: `What the engine does when ${article(name)} fails.`,
    },
    {
      name: `${name}-monitor`,
      path: [config, 'Monitor'],
      type: time({leastNs: 1e6}),
      purpose: `How long each new task of ${article(name)} is watched for failure.`,
    },
    {
      name: `${name}-max-failure-ratio`,
      path: [config, 'MaxFailureRatio'],
      type: ratio,
      purpose: `Share of tasks that may fail before ${article(name)} counts as failed.`,
    },
  ];
};
const article = (name: 'update' | 'rollback'): string => (name === 'update' ? 'an update' : 'a rollback');

const restart: readonly ScalarField[] = [
  {
    name: 'restart-condition',
    path: task('RestartPolicy', 'Condition'),
    type: choice('none', 'on-failure', 'any'),
    purpose: 'When a task that ended is replaced.',
  },
  {
    name: 'restart-delay',
    path: task('RestartPolicy', 'Delay'),
    type: time({keepsZero: true}),
    purpose: 'Time before a task that ended is replaced.',
  },
  {
    name: 'restart-max-attempts',
    path: task('RestartPolicy', 'MaxAttempts'),
    type: count(),
    purpose: 'How often it is replaced at most; 0: without end.',
  },
  {
    name: 'restart-window',
    path: task('RestartPolicy', 'Window'),
    type: time({keepsZero: true}),
    purpose: 'Time within which these attempts are counted.',
  },
];

const health = (...path: readonly string[]): readonly string[] =>
  task('ContainerSpec', 'Healthcheck', ...path);

/** The test of a health check: a line for the shell of the container. */
const healthTest: ValueType = {
  word: 'COMMAND',
  read: text => (text === '' ? {value: null} : {value: ['CMD-SHELL', text]}),
  show(value) {
    if (!Array.isArray(value)) return '';
    const [how, ...words] = value.map(String);
    return how === 'NONE' ? 'none' : words.join(' ');
  },
};

const healthFields: readonly ScalarField[] = [
  {
    name: 'health-cmd',
    path: health('Test'),
    type: healthTest,
    purpose: 'Command that tells whether a container is healthy.',
  },
  {
    name: 'health-interval',
    path: health('Interval'),
    type: time({leastNs: leastHealthNs}),
    purpose: 'Time between two health checks.',
  },
  {
    name: 'health-timeout',
    path: health('Timeout'),
    type: time({leastNs: leastHealthNs}),
    purpose: 'Time after which a health check has failed.',
  },
  {
    name: 'health-start-period',
    path: health('StartPeriod'),
    type: time({leastNs: leastHealthNs}),
    purpose: 'Time to start in which failed health checks do not count.',
  },
  {
    name: 'health-retries',
    path: health('Retries'),
    type: count({noneAtZero: true}),
    purpose: 'Failures in a row that make a container unhealthy.',
  },
];

/** Every field with one value that can be changed by name, in the order of help and form. */
export const scalarFields: readonly ScalarField[] = [
  {
    name: 'image',
    path: task('ContainerSpec', 'Image'),
    type: image,
    purpose: 'The image to run, e.g. registry.example/app:2.',
  },
  ...resources,
  ...policy('update'),
  ...policy('rollback'),
  ...restart,
  ...healthFields,
];

/**
 * What the engine takes where a spec has no such record at all. A record that is begun must be whole: an update policy
 * without a parallelism replaces all tasks at once. They are written as the engine gives them back.
 */
export const recordDefaults: readonly {
  readonly path: readonly string[];
  readonly value: Readonly<Record<string, string | number>>;
}[] = [
  ...['UpdateConfig', 'RollbackConfig'].map(name => ({
    path: [name],
    value: {
      Parallelism: 1,
      FailureAction: 'pause',
      Monitor: 5 * second,
      MaxFailureRatio: 0,
      Order: 'stop-first',
    },
  })),
  {path: task('RestartPolicy'), value: {Condition: 'any', Delay: 5 * second, MaxAttempts: 0}},
  {path: ['EndpointSpec'], value: {Mode: 'vip'}},
];
