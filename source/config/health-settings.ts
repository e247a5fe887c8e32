import {flag, mapOf, objectOf, setting, textLike} from './shape.ts';

/** Sources of health and figures beside the engine that the console is connected to. */
export interface HealthSettings {
  readonly probes: boolean;
  readonly prometheus: string;
  readonly findPrometheus: boolean;
  readonly nodes: Readonly<Record<string, string>>;
}

const probes = setting(
  'probes',
  flag(),
  false,
  'Runs the probes that services declare by their labels from this machine, while their health is looked at. Whoever may deploy a service chooses what is asked: a `GET` without credentials, or a TCP connection.',
);
const prometheus = setting(
  'prometheus',
  textLike(/^(https?:\/\/\S+)?$/, 'an address such as "http://10.0.0.5:9090"'),
  '',
  'Address of a Prometheus that reads cAdvisor and node-exporter, with `user:password@` before the host where it wants that. Empty: one is looked for in the swarm.',
);
const findPrometheus = setting(
  'findPrometheus',
  flag(),
  true,
  'Whether a service of an image called `prometheus` that publishes a port is asked for figures.',
);
const nodes = setting(
  'nodes',
  mapOf(
    'hostname of a node',
    textLike(/^(ssh|tcp|unix):\/\/\S+$/, 'an address as in DOCKER_HOST, such as "ssh://root@node-2"'),
  ),
  {},
  'Connections to the engines of other nodes, by hostname, for figures of their containers where neither an agent nor a Prometheus tells them. A connection is opened while tasks of that node are looked at.',
);
const inner = [probes, prometheus, findPrometheus, nodes];

/** Where health and figures are taken from. */
export const health = setting<HealthSettings>(
  'health',
  objectOf<HealthSettings>(inner, read => ({
    probes: read(probes),
    prometheus: read(prometheus),
    findPrometheus: read(findPrometheus),
    nodes: read(nodes),
  })),
  {
    probes: probes.fallback,
    prometheus: prometheus.fallback,
    findPrometheus: findPrometheus.fallback,
    nodes: nodes.fallback,
  },
  'Where health and figures are taken from beside the engine: probes of endpoints, a Prometheus, the engines of other nodes.',
  inner,
);
