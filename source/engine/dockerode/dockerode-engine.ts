import type {Endpoint} from '../endpoint.ts';
import type {Engine} from '../engine.ts';
import {translate} from '../translate.ts';
import {decodeConfig} from './decode/config.ts';
import {decodeContainer} from './decode/container.ts';
import {decodeEvent} from './decode/engine-event.ts';
import {decodeInfo} from './decode/engine-info.ts';
import {fields, list} from './decode/fields.ts';
import {decodeNetwork} from './decode/network.ts';
import {decodeNode} from './decode/node.ts';
import {decodeSecret} from './decode/secret.ts';
import {decodeService} from './decode/service.ts';
import {decodeTask} from './decode/task.ts';
import {createDecodeTools} from './decode/tools.ts';
import {decodeVolume} from './decode/volume.ts';
import {filtersQuery, inspectPath, namesNothing, taskFilters, withoutSecrets} from './engine-calls.ts';
import {jsonLines} from './json-lines.ts';
import {createPace} from './pace.ts';
import {ping} from './ping.ts';
import {slicesOf} from './slices.ts';
import type {Question, Wire} from './wire.ts';

/** The port over one engine, with its API version pinned. */
export const dockerodeEngine = (wire: Wire, endpoint: Endpoint, apiVersion: string): Engine => {
  const tools = createDecodeTools();
  const pace = createPace();
  let skippedLines = 0;
  const pinned = (question: Question): Question => ({...question, path: `/v${apiVersion}${question.path}`});

  /** A list in slices. */
  async function* stream<Value>(
    question: Question,
    decode: (element: unknown) => Value | null,
  ): AsyncGenerator<readonly Value[], void> {
    const answer = await wire.ask(pinned(question));
    try {
      yield* slicesOf(wire.read(answer), decode, pace);
    } catch (error) {
      throw translate(error, {...question, endpoint});
    }
  }

  const collect = async <Value>(
    question: Question,
    decode: (element: unknown) => Value | null,
  ): Promise<readonly Value[]> => {
    const values: Value[] = [];
    for await (const slice of stream(question, decode)) values.push(...slice);
    return values;
  };

  return {
    endpoint,
    apiVersion,
    ping: signal => ping(wire, endpoint, signal),
    async info(signal) {
      const info = await wire.json(pinned({operation: 'ask for its state', path: '/info', signal}));
      return decodeInfo(info, apiVersion);
    },
    listNodes: signal => collect({operation: 'list nodes', path: '/nodes', signal}, decodeNode),
    async listServices(filter = {}, signal) {
      const filters = {id: filter.ids};
      if (namesNothing(filters)) return [];
      const query = {status: 'true', ...filtersQuery(filters)};
      return collect({operation: 'list services', path: '/services', query, signal}, wireService =>
        decodeService(wireService, tools),
      );
    },
    async *listTasks(filter = {}, signal) {
      const filters = taskFilters(filter);
      if (namesNothing(filters)) return;
      const query = filtersQuery(filters);
      yield* stream({operation: 'list tasks', path: '/tasks', query, signal}, task =>
        decodeTask(task, tools),
      );
    },
    listNetworks: signal => collect({operation: 'list networks', path: '/networks', signal}, decodeNetwork),
    listSecrets: signal => collect({operation: 'list secrets', path: '/secrets', signal}, decodeSecret),
    listConfigs: signal => collect({operation: 'list configs', path: '/configs', signal}, decodeConfig),
    async listVolumes(signal) {
      const answer = await wire.json(pinned({operation: 'list volumes', path: '/volumes', signal}));
      return list(fields(answer)['Volumes'])
        .map(decodeVolume)
        .filter(volume => volume !== null);
    },
    listContainers: signal =>
      collect(
        {operation: 'list containers', path: '/containers/json', query: {all: 'true'}, signal},
        decodeContainer,
      ),
    async inspect(kind, id, signal) {
      const target = kind === 'swarm' ? 'swarm' : `${kind} ${id}`;
      const question = {operation: `inspect ${kind}`, target, path: inspectPath(kind, id), signal};
      const object = await wire.json(pinned(question));
      return kind === 'swarm' ? withoutSecrets(object) : object;
    },
    async *watchEvents(filter, signal, opened) {
      const query = {
        ...filtersQuery({type: filter.types, event: filter.actions}),
        ...(filter.sinceMs === undefined ? {} : {since: (filter.sinceMs / 1_000).toFixed(3)}),
      };
      const question = {operation: 'watch events', path: '/events', query, signal};
      const answer = await wire.ask(pinned(question));
      opened?.();
      try {
        for await (const line of jsonLines(wire.read(answer), () => {
          skippedLines += 1;
        })) {
          const event = decodeEvent(line);
          if (event === null) skippedLines += 1;
          else yield event;
        }
      } catch (error) {
        throw translate(error, {...question, endpoint});
      }
    },
    get traffic() {
      return {...wire.traffic, skippedLines};
    },
    close: () => wire.close(),
  };
};
