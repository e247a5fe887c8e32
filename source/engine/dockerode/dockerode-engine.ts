import type {Node, Service, Task} from '../../domain/model/index.ts';
import type {Endpoint} from '../endpoint.ts';
import type {Engine, Ping} from '../engine.ts';
import {connectionCertificates} from './decode/certificates.ts';
import {decodeConfig} from './decode/config.ts';
import {decodeContainer} from './decode/container.ts';
import {decodeContainerStats} from './decode/container-stats.ts';
import {decodeInfo} from './decode/engine-info.ts';
import {fields, list} from './decode/fields.ts';
import {decodeNetwork} from './decode/network.ts';
import {decodeNode} from './decode/node.ts';
import {decodeSecret} from './decode/secret.ts';
import {decodeService} from './decode/service.ts';
import {soundly} from './decode/sound.ts';
import {decodeTask} from './decode/task.ts';
import {createDecodeTools} from './decode/tools.ts';
import {decodeVolume} from './decode/volume.ts';
import {
  eventQuery,
  filtersQuery,
  inspectPath,
  namesNothing,
  taskFilters,
  withoutSecrets,
} from './engine-calls.ts';
import {execCalls} from './exec-calls.ts';
import {createKnownElements} from './lists/known-elements.ts';
import {createLists} from './lists/lists.ts';
import {logQuestion, readLogs} from './logs/read-logs.ts';
import {ping} from './ping.ts';
import {watchEvents} from './watch-events.ts';
import type {Question, Wire} from './wire.ts';
import {writeCalls} from './write-calls.ts';

/** The port over one engine, with its API version pinned. */
export const dockerodeEngine = (
  wire: Wire,
  endpoint: Endpoint,
  apiVersion: string,
  greeting: Ping,
): Engine => {
  const tools = createDecodeTools();
  const nodes = {decode: soundly('node', decodeNode), known: createKnownElements<Node>()};
  const services = {
    decode: soundly('service', service => decodeService(service, tools)),
    known: createKnownElements<Service>(),
  };
  const tasks = {
    decode: soundly('task', task => decodeTask(task, tools)),
    known: createKnownElements<Task>(),
  };
  const {stream, collect} = createLists(wire, endpoint);
  let skippedLines = 0;
  const pinned = (question: Question): Question => ({...question, path: `/v${apiVersion}${question.path}`});
  const all = (what: string, signal: AbortSignal | undefined): Question =>
    pinned({operation: `list ${what}`, path: `/${what}`, signal});

  return {
    endpoint,
    apiVersion,
    greeting,
    ping: signal => ping(wire, endpoint, signal),
    async info(signal) {
      const info = await wire.json(pinned({operation: 'ask for its state', path: '/info', signal}));
      return decodeInfo(info, apiVersion, connectionCertificates(endpoint, wire.peerEndsMs));
    },
    async listNodes(filter = {}, signal) {
      const filters = {id: filter.ids};
      if (namesNothing(filters)) return [];
      return collect({...all('nodes', signal), query: filtersQuery(filters)}, nodes);
    },
    async listServices(filter = {}, signal, progress) {
      const filters = {id: filter.ids};
      if (namesNothing(filters)) return [];
      const query = {status: 'true', ...filtersQuery(filters)};
      return collect({...all('services', signal), query}, services, progress);
    },
    async *listTasks(filter = {}, signal) {
      const filters = taskFilters(filter);
      if (namesNothing(filters)) return;
      const query = filtersQuery(filters);
      yield* stream({...all('tasks', signal), query}, tasks);
    },
    listNetworks: signal => collect(all('networks', signal), {decode: decodeNetwork}),
    listSecrets: signal => collect(all('secrets', signal), {decode: decodeSecret}),
    listConfigs: signal => collect(all('configs', signal), {decode: decodeConfig}),
    async listVolumes(signal) {
      const volumes = list(fields(await wire.json(all('volumes', signal)))['Volumes']);
      return volumes.map(decodeVolume).filter(volume => volume !== null);
    },
    listContainers: signal =>
      collect(
        pinned({operation: 'list containers', path: '/containers/json', query: {all: 'true'}, signal}),
        {decode: decodeContainer},
      ),
    async containerStats(id, signal) {
      const target = `container ${id}`;
      const path = `/containers/${encodeURIComponent(id)}/stats`;
      const query = {stream: 'false', 'one-shot': 'true'};
      return decodeContainerStats(
        await wire.json(pinned({operation: 'read figures of', target, path, query, signal})),
      );
    },
    async inspect(kind, id, signal) {
      const target = kind === 'swarm' ? 'swarm' : `${kind} ${id}`;
      const question = {operation: `inspect ${kind}`, target, path: inspectPath(kind, id), signal};
      const object = await wire.json(pinned(question));
      return kind === 'swarm' ? withoutSecrets(object) : object;
    },
    ...writeCalls(wire, pinned),
    ...execCalls(wire, pinned),
    readLogs: (subject, range, signal, opened = () => undefined) =>
      readLogs(wire, endpoint, pinned({...logQuestion(subject, range), signal}), {subject, range, opened}),
    watchEvents: (filter, signal, opened = () => undefined) =>
      watchEvents(
        wire,
        endpoint,
        pinned({operation: 'watch events', path: '/events', query: eventQuery(filter), signal}),
        {
          opened,
          skipped: () => {
            skippedLines += 1;
          },
        },
      ),
    get traffic() {
      return {...wire.traffic, skippedLines};
    },
    close: () => wire.close(),
  };
};
