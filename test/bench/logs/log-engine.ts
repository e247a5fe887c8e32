import {createServer} from 'node:http';
import {parentPort, workerData} from 'node:worker_threads';
import {createLogStream} from './log-stream.ts';

/** An engine in another thread that sends log lines as fast as they are taken: as many as the id of the service says, `500r100` at a rate. */
const {socket} = workerData as {socket: string};

const sendLines = createLogStream(
  task =>
    `com.docker.swarm.node.id=node${task},com.docker.swarm.service.id=web,com.docker.swarm.task.id=task${task} `,
);

const service = {
  ID: 'web',
  Version: {Index: 1},
  Spec: {Name: 'web', TaskTemplate: {ContainerSpec: {Image: 'x'}}, Mode: {Replicated: {Replicas: 1}}},
};

createServer((request, response) => {
  const path = (request.url ?? '').replace(/^\/v[\d.]+/, '').replace(/\?.*/, '');
  const logs = /^\/services\/(\d+)(?:r(\d+))?\/logs$/.exec(path);
  response.setHeader('Api-Version', '1.51');
  response.setHeader('Swarm', 'active/manager');
  if (logs !== null) void sendLines(response, {lines: Number(logs[1]), rate: Number(logs[2] ?? 0)});
  else if (path === '/_ping') response.end('OK');
  else if (path.startsWith('/services/')) response.end(JSON.stringify({...service, ID: path.split('/')[2]}));
  else response.end('{}');
}).listen(socket, () => parentPort?.postMessage('listening'));
