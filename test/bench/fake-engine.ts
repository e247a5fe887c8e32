import {createServer} from 'node:http';
import {parentPort, workerData} from 'node:worker_threads';

/** A thread that serves a task list of any length, as an engine writes it. */
const {socket, tasks} = workerData as {readonly socket: string; readonly tasks: number};

const id = (kind: string, index: number) => `${kind}${index.toString(36).padStart(24, '0')}`;
const labels = Object.fromEntries(
  Array.from({length: 12}, (_, index) => [
    `com.example.label-${index}`,
    `value of label ${index}, as long as most`,
  ]),
);

/** About 2 KB, as tasks with a network and a port have. */
function taskJson(index: number): object {
  const at = new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
  return {
    ID: id('t', index),
    Version: {Index: index + 1},
    CreatedAt: at,
    UpdatedAt: at,
    Labels: {},
    Spec: {
      ContainerSpec: {
        Image: `registry.example/shop/web:1.${index % 7}@sha256:${'0123456789abcdef'.repeat(4)}`,
        Labels: labels,
        Env: ['NODE_ENV=production', 'PORT=8080', 'LOG_LEVEL=info'],
        Init: false,
        DNSConfig: {},
        Isolation: 'default',
      },
      Resources: {Limits: {NanoCPUs: 5e8, MemoryBytes: 268435456}, Reservations: {}},
      Placement: {Platforms: [{Architecture: 'amd64', OS: 'linux'}]},
      Networks: [{Target: id('n', 1), Aliases: ['web']}],
      ForceUpdate: 0,
    },
    ServiceID: id('s', Math.floor(index / 10)),
    Slot: (index % 10) + 1,
    NodeID: id('m', index % 100),
    Status: {
      Timestamp: at,
      State: 'running',
      Message: 'started',
      ContainerStatus: {ContainerID: index.toString(16).padStart(64, '0'), PID: 1000 + index, ExitCode: 0},
      PortStatus: {},
    },
    DesiredState: 'running',
    NetworksAttachments: [
      {
        Network: {ID: id('n', 1), Spec: {Name: 'front', Labels: {}}},
        Addresses: [`10.0.${index >> 8}.${index & 255}/24`],
      },
    ],
  };
}

const list = Buffer.from(JSON.stringify(Array.from({length: tasks}, (_, index) => taskJson(index))));

createServer((request, answer) => {
  answer.setHeader('Api-Version', '1.51');
  answer.setHeader('Swarm', 'active/manager');
  if (/\/tasks(\?|$)/.test(request.url ?? '')) {
    answer.setHeader('Content-Type', 'application/json');
    answer.end(list);
  } else answer.end('OK');
}).listen(socket, () => parentPort?.postMessage('ready'));
