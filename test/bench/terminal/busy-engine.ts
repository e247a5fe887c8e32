import {createServer, type ServerResponse} from 'node:http';
import {parentPort, workerData} from 'node:worker_threads';
import {createLogStream} from '../logs/log-stream.ts';
import {type BusyEngineOptions, counter} from './busy-counters.ts';
import {busyServices, engineInfo, id, nodeJson, serviceJson, taskJson} from './busy-objects.ts';

/**
 * A thread that answers as a manager of a swarm in which so many objects change each second. An object counts as
 * delivered when an answer carries a state of it that no answer did before.
 */
const {socket, tasks, changesPerSecond, logRate, shared} = workerData as BusyEngineOptions;
const counters = new Int32Array(shared);
const count = (index: number, by = 1) => Atomics.add(counters, index, by);

/** One kind of object: what each is on the wire now, and which changes nobody has been told. */
interface Kind {
  readonly texts: string[];
  readonly changed: Set<number>;
  readonly change: (index: number) => void;
}

function kind(length: number, json: (index: number, version: number) => object): Kind {
  const versions = new Uint32Array(length).fill(1);
  const texts = Array.from({length}, (_, index) => JSON.stringify(json(index, 1)));
  const changed = new Set<number>();
  return {
    texts,
    changed,
    change(index) {
      const version = (versions[index] ?? 0) + 1;
      versions[index] = version;
      texts[index] = JSON.stringify(json(index, version));
      changed.add(index);
      count(counter.made);
    },
  };
}

const taskKind = kind(tasks, taskJson);
const serviceKind = kind(tasks / 10, serviceJson);
const nodeKind = kind(Math.max(5, tasks / 100), nodeJson);
const streams = new Set<ServerResponse>();

function sendAll(answer: ServerResponse, {texts, changed}: Kind, indexes: readonly number[] | null): void {
  const delivered = [...changed].filter(index => indexes === null || indexes.includes(index));
  const body = `[${(indexes?.map(index => texts[index]) ?? texts).join()}]`;
  for (const index of delivered) changed.delete(index);
  answer.end(body, () => void count(counter.delivered, delivered.length));
}

const indexOf = (text: string) => Number.parseInt(text.slice(1), 36);
const filtersOf = (url: URL) =>
  JSON.parse(url.searchParams.get('filters') ?? '{}') as Readonly<Record<string, readonly string[]>>;

function sendTasks(
  answer: ServerResponse,
  {service, node}: Readonly<Record<string, readonly string[]>>,
): void {
  if (service === undefined && node === undefined) {
    count(counter.openTaskLists);
    answer.on('close', () => {
      count(counter.openTaskLists, -1);
      count(counter.taskLists);
    });
    return sendAll(answer, taskKind, null);
  }
  const services = new Set(service?.map(indexOf));
  const wanted = taskKind.texts.keys().filter(index => services.has(Math.floor(index / 10)));
  sendAll(answer, taskKind, [...wanted]);
}

function openEvents(answer: ServerResponse): void {
  answer.flushHeaders();
  streams.add(answer);
  answer.on('close', () => streams.delete(answer));
}

/** Tasks of the first service write, on as many nodes as there are. */
const sendLog =
  logRate === undefined
    ? null
    : createLogStream(
        task =>
          `com.docker.swarm.node.id=${id('m', task % 5)},com.docker.swarm.service.id=${id('s', 0)},com.docker.swarm.task.id=${id('t', task)} `,
      );

createServer((request, answer) => {
  const url = new URL(request.url ?? '/', 'http://engine');
  const path = url.pathname.replace(/^\/v[\d.]+/, '');
  answer.setHeader('Api-Version', '1.51').setHeader('Swarm', 'active/manager');
  answer.setHeader('Content-Type', 'application/json');
  const filters = filtersOf(url);
  switch (path) {
    case '/_ping':
      return answer.end('OK');
    case '/events':
      return openEvents(answer);
    case '/info':
      return answer.end(JSON.stringify(engineInfo(nodeKind.texts.length)));
    case '/nodes':
      return sendAll(answer, nodeKind, null);
    case '/services':
      return sendAll(answer, serviceKind, filters['id']?.map(indexOf) ?? null);
    case '/tasks':
      return sendTasks(answer, filters);
    case '/volumes':
      return answer.end('{"Volumes":[]}');
    case '/version':
      return answer.end('{"ApiVersion":"1.51","MinAPIVersion":"1.24","Version":"28.5.2"}');
    default:
      if (sendLog === null || !/^\/services\/.*\/logs$/.test(path)) return answer.end('[]');
      return void sendLog(answer, {
        lines: Number.POSITIVE_INFINITY,
        rate: logRate ?? 0,
        onSent: lines => count(counter.logLines, lines),
      });
  }
}).listen(socket, () => parentPort?.postMessage('ready'));

const tickMs = 20;
let next = 0;

function change(): void {
  for (let made = 0; made < (changesPerSecond * tickMs) / 1000; made += 2) {
    const service = next % Math.min(busyServices, serviceKind.texts.length);
    serviceKind.change(service);
    taskKind.change(service * 10 + (Math.floor(next / busyServices) % 10));
    next += 1;
    const event = {Type: 'service', Action: 'update', Actor: {ID: id('s', service), Attributes: {}}};
    for (const stream of streams) stream.write(`${JSON.stringify({...event, scope: 'swarm'})}\n`);
  }
}

if (changesPerSecond > 0) setInterval(change, tickMs);
