import type {Random} from '../random.ts';

const stacks = ['shop', 'media', 'billing', 'search', 'mail', 'docs', 'games', 'maps', 'chat', 'ops'];
const parts = ['web', 'api', 'worker', 'cache', 'db', 'queue', 'proxy', 'cron', 'auth', 'index'];
const megabyte = 1024 ** 2;

/** Spec of one service of a large swarm: ten to a stack, as a stack file would have made it. */
export const seededSpec = (number: number, replicas: number, random: Random): object => {
  const stackNumber = Math.floor(number / parts.length);
  const stack = `${stacks[stackNumber % stacks.length]}${stackNumber < stacks.length ? '' : Math.floor(stackNumber / stacks.length)}`;
  const part = parts[number % parts.length];
  const labels = {'com.docker.stack.namespace': stack};
  return {
    Name: `${stack}_${part}`,
    Labels: labels,
    TaskTemplate: {
      ContainerSpec: {
        Image: `registry.example/${stack}/${part}:1.${random.below(20)}.${random.below(10)}`,
        Labels: labels,
        Env: [`ROLE=${part}`],
      },
      Resources: {
        Limits: {MemoryBytes: 256 * megabyte},
        Reservations: {NanoCPUs: 5_000_000, MemoryBytes: 8 * megabyte},
      },
    },
    Mode: {Replicated: {Replicas: replicas}},
    UpdateConfig: {Parallelism: 2, Monitor: 5_000_000_000, FailureAction: 'pause', Order: 'start-first'},
  };
};
