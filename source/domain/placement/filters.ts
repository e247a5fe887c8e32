import type {Node, Service} from '../model/index.ts';
import {cpusInWords, memoryInWords} from './amounts.ts';
import {type Constraint, fits, parseConstraint, valueOn} from './constraint.ts';
import type {Fix, Objection} from './filter.ts';
import type {NodeRoom} from './node-room.ts';
import type {SwarmView} from './swarm-view.ts';

type Check = (service: Service, node: Node, room: NodeRoom, view: SwarmView) => readonly Objection[];

/** Everything that speaks against a node, in the engine's order; empty: it can take a task of the service. */
export const objections: Check = (service, node, room, view) =>
  checks.flatMap(check => check(service, node, room, view));

const isReady: Check = (_service, node) => {
  const object = (reason: string, fix: Fix | null): readonly Objection[] => [{filter: 'ready', reason, fix}];
  if (node.state !== 'ready') {
    const why = node.message === '' ? '' : ` (${node.message})`;
    return object(`is ${node.state}${why}`, null);
  }
  if (node.availability === 'active') return [];
  return object(node.availability === 'drain' ? 'is drained' : 'is paused', {
    words: `activate ${node.hostname}`,
    command: `docker node update --availability active ${node.hostname}`,
    cost: 1,
  });
};

const hasResources: Check = ({reservation, name}, node, room) => {
  const short: {readonly words: string; readonly lack: string}[] = [];
  if (reservation.nanoCpus > 0 && reservation.nanoCpus > room.nanoCpus) {
    const free = Math.max(0, room.nanoCpus);
    const lack = cpusInWords(reservation.nanoCpus - free);
    short.push({
      lack,
      words: `${cpusInWords(free, Math.floor)} unreserved of ${cpusInWords(node.nanoCpus)}, ${lack} short`,
    });
  }
  if (reservation.memoryBytes > 0 && reservation.memoryBytes > room.memoryBytes) {
    const free = Math.max(0, room.memoryBytes);
    const lack = memoryInWords(reservation.memoryBytes - free);
    short.push({
      lack,
      words: `${memoryInWords(free, Math.floor)} unreserved of ${memoryInWords(node.memoryBytes, Math.floor)}, ${lack} short`,
    });
  }
  for (const [kind, wanted] of Object.entries(reservation.generic)) {
    const free = Math.max(0, room.generic.get(kind) ?? 0);
    const lack = `${wanted - free} ${kind}`;
    if (wanted > free) short.push({lack, words: `${free} ${kind} unreserved, ${lack} short`});
  }
  if (short.length === 0) return [];
  return [
    {
      filter: 'resources',
      reason: short.map(each => each.words).join('; '),
      fix: {
        words: `free ${short.map(each => each.lack).join(' and ')} on ${node.hostname}, or reserve less for ${name}`,
        command: null,
        cost: 4,
      },
    },
  ];
};

/** An engine that names no log plugins at all is too old to tell, and is believed to have them. */
const hasPlugins: Check = (service, node, _room, view) => {
  if (node.plugins.length === 0) return [];
  const networks = service.networks.flatMap(id => {
    const driver = view.networkDriver(id);
    return driver === null ? [] : [`Network/${driver}`];
  });
  const knowsLogs = node.plugins.some(plugin => plugin.startsWith('Log/'));
  const missing = [...service.plugins, ...networks].filter(
    plugin =>
      !node.plugins.includes(plugin) &&
      !node.plugins.includes(`${plugin}:latest`) &&
      (knowsLogs || !plugin.startsWith('Log/')),
  );
  if (missing.length === 0) return [];
  const words = missing.map(plugin =>
    plugin.replace(
      /^(\w+)\/(.*)$/,
      (_, kind: string, name: string) => `${kind.toLowerCase()} plugin "${name}"`,
    ),
  );
  return [
    {
      filter: 'plugin',
      reason: `has no ${words.join(', no ')}`,
      fix: {words: `install the ${words.join(' and the ')} on ${node.hostname}`, command: null, cost: 6},
    },
  ];
};

const meetsConstraints: Check = ({constraints}, node) => {
  const parsed = constraints.map(parseConstraint).filter(constraint => constraint !== null);
  if (parsed.length < constraints.length) return [];
  return parsed
    .filter(constraint => !fits(node, constraint))
    .map(constraint => constraintObjection(node, constraint, parsed));
};

function constraintObjection(node: Node, constraint: Constraint, all: readonly Constraint[]): Objection {
  const {key, isEqual, value} = constraint;
  const actual = valueOn(node, constraint);
  const is =
    actual === null
      ? `"${key}" is no key that nodes have`
      : actual === ''
        ? `${key} is not set`
        : `${key} is ${actual}`;
  const reason = `${is}, wanted ${isEqual ? '' : 'anything but '}${value}`;
  return {filter: 'constraint', reason, fix: labelFix(node, key, all)};
}

/** One change of a label must satisfy all that is asked of it, or it is no fix. */
function labelFix(node: Node, key: string, all: readonly Constraint[]): Fix | null {
  const label = /^node\.labels\.(.+)$/i.exec(key)?.[1];
  if (label === undefined) return null;
  const asked = all.filter(each => each.key === key);
  const wanted = asked.find(({isEqual}) => isEqual)?.value ?? null;
  const satisfies = asked.every(
    ({isEqual, value}) => ((wanted ?? '').toLowerCase() === value.toLowerCase()) === isEqual,
  );
  if (!satisfies) return null;
  const [words, option] =
    wanted === null
      ? [`take the label ${label} from ${node.hostname}`, `--label-rm ${label}`]
      : [`label ${node.hostname} with ${label}=${wanted}`, `--label-add ${label}=${wanted}`];
  return {words, command: `docker node update ${option} ${node.hostname}`, cost: 2};
}

/** Kernels and images have two names for the same processor. */
const architecture = (name: string): string =>
  ({x86_64: 'amd64', aarch64: 'arm64'})[name.toLowerCase()] ?? name.toLowerCase();

const hasPlatform: Check = ({platforms}, node) => {
  const fitsOne = platforms.some(
    platform =>
      (platform.os === '' || platform.os === node.os) &&
      (platform.architecture === '' ||
        architecture(platform.architecture) === architecture(node.architecture)),
  );
  if (platforms.length === 0 || fitsOne) return [];
  const wanted = platforms.map(({os, architecture: arch}) =>
    [os, arch].filter(word => word !== '').join('/'),
  );
  return [
    {
      filter: 'platform',
      reason: `is ${node.os}/${node.architecture}, the image is for ${wanted.join(', ')}`,
      fix: null,
    },
  ];
};

const hasHostPorts: Check = ({ports}, node, room) =>
  ports
    .filter(port => port.mode === 'host' && port.published > 0)
    .map(port => `${port.published}/${port.protocol}`)
    .filter(port => room.hostPorts.has(port))
    .map(port => ({
      filter: 'host-port',
      reason: `host port ${port} is taken by ${room.hostPorts.get(port)}`,
      fix: {
        words: `publish another host port than ${port}, or move ${room.hostPorts.get(port)} away from ${node.hostname}`,
        command: null,
        cost: 5,
      },
    }));

const hasReplicasLeft: Check = ({id, name, maxReplicasPerNode: most}, _node, room) => {
  const has = room.replicas.get(id) ?? 0;
  if (most === 0 || has < most) return [];
  return [
    {
      filter: 'max-replicas',
      reason: `has ${has} of at most ${most} of its tasks`,
      fix: {
        words: `allow ${has + 1} replicas per node`,
        command: `docker service update --replicas-max-per-node ${has + 1} ${name}`,
        cost: 3,
      },
    },
  ];
};

const checks: readonly Check[] = [
  isReady,
  hasResources,
  hasPlugins,
  meetsConstraints,
  hasPlatform,
  hasHostPorts,
  hasReplicasLeft,
];
