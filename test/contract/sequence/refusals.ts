import {plainText} from './plain-text.ts';
import {ask, type SequenceCluster} from './sequence-cluster.ts';
import {createService, readService, removeService} from './services.ts';

interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly node?: string;
  /** What is told of the body, where that differs from engine to engine. */
  readonly title?: string;
}

const spec = (name: string, more: object = {}, container: object = {}) => ({
  Name: name,
  TaskTemplate: {ContainerSpec: {Image: 'app:1', ...container}},
  Mode: {Replicated: {Replicas: 0}},
  ...more,
});

const filtered = (path: string, filters: string): string => `${path}?filters=${encodeURIComponent(filters)}`;

const calls: readonly Call[] = [
  {path: '/nonsense'},
  {path: '/v1.99/services'},
  {path: '/v1.1/services'},
  {path: '/services/nonesuch'},
  {path: '/nodes/nonesuch'},
  {path: '/tasks/nonesuch'},
  {path: '/secrets/nonesuch'},
  {path: '/configs/nonesuch'},
  {path: '/networks/nonesuch'},
  {path: '/volumes/nonesuch'},
  {path: '/containers/nonesuch/json'},
  {method: 'DELETE', path: '/services/nonesuch'},
  {path: filtered('/services', '{"nonsense":["x"]}')},
  {path: filtered('/tasks', '{"desired-state":["nonsense"]}')},
  {path: filtered('/nodes', '{"role":["nonsense"]}')},
  {path: filtered('/services', 'nonsense')},
  {method: 'POST', path: '/services/create', body: spec('taken')},
  {method: 'POST', path: '/services/create', body: spec('bad name')},
  {method: 'POST', path: '/services/create', body: spec('noimage', {}, {Image: ''})},
  {
    method: 'POST',
    path: '/services/create',
    body: spec('nomode', {Mode: {Replicated: {Replicas: 1}, Global: {}}}),
  },
  {method: 'POST', path: '/services/taken/update?version=1', body: spec('taken')},
  {method: 'POST', path: '/services/taken/update', body: spec('taken')},
  {method: 'POST', path: '/services/taken/update?version=x', body: spec('taken')},
  {path: '/nodes', node: 'worker-1'},
  {path: '/services', node: 'worker-1'},
  {path: '/tasks', node: 'worker-1'},
  {path: '/swarm', node: 'worker-1'},
];

const callLine = ({method = 'GET', path, body, node, title}: Call): string =>
  [
    method,
    decodeURIComponent(path),
    ...(body === undefined ? [] : [title ?? JSON.stringify(body)]),
    ...(node ? [`at ${node}`] : []),
  ].join(' ');

/** Calls of very old versions are refused in plain text. */
const messageOf = (body: unknown): string => {
  if (typeof body === 'object' && body !== null && 'message' in body) return String(body.message);
  return typeof body === 'string' ? body.trim() : '';
};

/** What the engine says of calls that it does not take: a line each, with status and text. */
export const refusals = async (cluster: SequenceCluster): Promise<readonly string[]> => {
  await createService(cluster, {name: 'taken', image: 'app:1', replicas: 1});
  const {Spec, Version} = await readService(cluster, 'taken');
  const lines: string[] = [];
  const all: readonly Call[] = [
    ...calls,
    {
      method: 'POST',
      path: `/services/taken/update?version=${Version.Index}`,
      body: {...Spec, Mode: {Global: {}}},
      title: 'with another mode',
    },
    {
      method: 'POST',
      path: `/services/taken/update?version=${Version.Index}`,
      body: {...Spec, Name: 'renamed'},
      title: 'with another name',
    },
  ];
  for (const call of all) {
    const {status, body} = await ask(cluster, call.path, call);
    lines.push(
      `${callLine(call).replace(/version=\d\d+/, 'version=N')} → ${status} ${plainText(messageOf(body))}`,
    );
  }
  await removeService(cluster, 'taken');
  return lines;
};
