import {expect, test} from 'vitest';
import {decodeNode} from '../../../../source/engine/dockerode/decode/node.ts';
import {decodeService} from '../../../../source/engine/dockerode/decode/service.ts';
import {decodeTask} from '../../../../source/engine/dockerode/decode/task.ts';
import {createDecodeTools} from '../../../../source/engine/dockerode/decode/tools.ts';
import {noFilters} from '../../../../source/simulator/simulated-engine.ts';
import {aSwarm} from '../../../builders/simulated-swarm.ts';
import {recorded} from '../../engine/recorded/recorded.ts';

const real = recorded('28.5');

/** Every path of fields in a value, lists by what they hold; names of labels and options are data, not shape. */
const pathsOf = (value: unknown, at = ''): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(item => pathsOf(item, `${at}[]`));
  if (typeof value !== 'object' || value === null || /(Labels|Options|Env)$/.test(at)) return [at];
  return Object.entries(value).flatMap(([name, item]) => pathsOf(item, `${at}.${name}`));
};

const shapeOf = (objects: readonly unknown[]): ReadonlySet<string> =>
  new Set(objects.flatMap(object => pathsOf(object)));

const specOf = (wire: unknown) => (wire as {readonly Spec: object}).Spec;

/** A swarm with the very services of the recorded one. */
const replayed = async () => {
  const swarm = aSwarm({managers: 1, workers: 1});
  const {engine} = swarm;
  const ids = new Map<string, string>();
  for (const [kind, calls] of [
    ['secrets', engine.secrets],
    ['configs', engine.configs],
  ] as const) {
    for (const object of real[kind]) {
      const {ID} = object as {readonly ID: string};
      ids.set(ID, (await calls.create(specOf(object))).id);
    }
  }
  for (const network of real.networks) {
    const {Id, Name, Scope} = network as {readonly Id: string; readonly Name: string; readonly Scope: string};
    if (Scope === 'swarm' && Name !== 'ingress')
      ids.set(Id, (await engine.networks.create({Name, Driver: 'overlay'})).id);
  }
  for (const service of real.services) {
    let text = JSON.stringify(specOf(service));
    for (const [old, id] of ids) text = text.replaceAll(old, id);
    await engine.createService(JSON.parse(text));
  }
  await swarm.pass(30_000);
  return swarm;
};

test('services, tasks and nodes have no field that a real engine does not send', async () => {
  const {engine} = await replayed();
  const parsed = (texts: readonly string[]) => texts.map(text => JSON.parse(text) as unknown);
  const services = parsed(await engine.listServices(noFilters, {status: true}));
  const tasks = parsed(await engine.listTasks(noFilters));
  const realTasks = shapeOf(real.tasks);
  const realServices = shapeOf(real.services);
  expect([...shapeOf(tasks)].filter(path => !realTasks.has(path))).toEqual([]);
  expect([...shapeOf(services)].filter(path => !realServices.has(path))).toEqual([]);
  const nodes = [...shapeOf(parsed(await engine.listNodes(noFilters)))];
  const realNodes = shapeOf(real.nodes);
  // Plugins and TLS were trimmed from what was recorded.
  expect(nodes.filter(path => !realNodes.has(path) && !/Plugins|TLSInfo/.test(path))).toEqual([]);
});

test('the same specs end in the same states, messages and errors', async () => {
  const {engine} = await replayed();
  const texts = await engine.listTasks(noFilters);
  const ends = (tasks: readonly unknown[]) =>
    new Set(
      tasks
        .map(wire => decodeTask(wire, createDecodeTools()))
        .filter(
          task =>
            task !== null && ['failed', 'rejected', 'pending', 'complete', 'running'].includes(task.state),
        )
        .map(task => [task?.state, task?.message, task?.error, task?.exitCode].join(' | ')),
    );
  const simulated = ends(texts.map(text => JSON.parse(text) as unknown));
  for (const end of ends(real.tasks)) expect(simulated).toContain(end);
});

test('the console reads every object, and tasks are known to be of the current spec', async () => {
  const {engine} = await replayed();
  const tools = createDecodeTools();
  const services = (await engine.listServices(noFilters, {status: true})).map(text =>
    decodeService(JSON.parse(text), tools),
  );
  const tasks = (await engine.listTasks(noFilters)).map(text => decodeTask(JSON.parse(text), tools));
  const nodes = (await engine.listNodes(noFilters)).map(text => decodeNode(JSON.parse(text)));
  expect([...services, ...tasks, ...nodes]).not.toContain(null);
  const keys = new Map(services.map(service => [service?.id, service?.specKey]));
  for (const task of tasks) expect(task?.specKey).toBe(keys.get(task?.serviceId));
});
