import {ApiError} from '../../api-error.ts';
import type {Filters} from '../../simulated-engine.ts';
import {type JsonText, objectIn, textIn, textMapIn} from '../../wire/json.ts';
import type {NodeRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {nodeText} from '../state/texts.ts';
import {checkFilters, checkWords, matches, matchesLabels} from './filters.ts';
import {checkVersion, failedPrecondition, findObject} from './refs.ts';

export interface Nodes {
  list(filters: Filters): readonly JsonText[];
  inspect(ref: string): JsonText;
  update(ref: string, version: number, spec: unknown): void;
  remove(ref: string, force: boolean): void;
}

interface NodeHooks {
  changed(node: NodeRecord): void;
  roleChanged(node: NodeRecord): void;
  removed(node: NodeRecord): void;
}

export const createNodes = (state: SwarmState, hooks: NodeHooks): Nodes => {
  const publish = (node: NodeRecord, action: string, extra: Readonly<Record<string, string>> = {}) =>
    state.publish({
      type: 'node',
      action,
      id: node.id,
      attributes: {name: node.facts.hostname, ...extra},
      nodeId: null,
    });

  const checkDemotion = (node: NodeRecord) => {
    const managers = [...state.nodes.values()].filter(({role}) => role === 'manager');
    if (managers.length === 1) throw failedPrecondition('attempting to demote the last manager of the swarm');
    const reachable = managers.filter(
      ({isAlive, manager}) => isAlive && manager?.reachability === 'reachable',
    );
    const left = reachable.filter(manager => manager !== node).length;
    if (left < Math.floor((managers.length - 1) / 2) + 1) {
      throw failedPrecondition("can't remove member from the raft: this would result in a loss of quorum");
    }
  };

  return {
    list(filters) {
      checkFilters(filters, ['id', 'name', 'role', 'membership', 'label', 'node.label']);
      checkWords(filters, 'role', ['worker', 'manager']);
      checkWords(filters, 'membership', ['accepted', 'pending']);
      return [...state.nodes.values()].filter(node => passes(node, filters)).map(nodeText);
    },
    inspect: ref => nodeText(findObject(state.nodes, 'node', ref)),
    update(ref, version, given) {
      const node = findObject(state.nodes, 'node', ref);
      checkVersion(node, version);
      const spec = objectIn(given);
      const role = roleIn(spec['Role']);
      const availability = availabilityIn(spec['Availability']);
      if (role === 'worker' && node.role === 'manager') checkDemotion(node);
      const before = {role: node.role, availability: node.availability};
      node.name = textIn(spec['Name']);
      node.labels = textMapIn(spec['Labels']);
      node.availability = availability;
      node.role = role;
      state.touch(node);
      publish(node, 'update', {
        ...(before.availability !== availability && {
          'availability.new': availability,
          'availability.old': before.availability,
        }),
        ...(before.role !== role && {'role.new': role, 'role.old': before.role}),
      });
      state.act(() => {
        hooks.changed(node);
        if (before.role !== role) hooks.roleChanged(node);
      });
    },
    remove(ref, force) {
      const node = findObject(state.nodes, 'node', ref);
      if (node.role === 'manager' || node.manager !== null) {
        throw failedPrecondition(
          `node ${node.id} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`,
        );
      }
      if (node.state !== 'down' && !force) {
        throw failedPrecondition(`node ${node.id} is not down and can't be removed`);
      }
      node.isMember = false;
      node.isRegistered = false;
      state.nodes.remove(node, node.facts.hostname);
      publish(node, 'remove');
      state.act(() => hooks.removed(node));
    },
  };
};

const passes = (node: NodeRecord, filters: Filters): boolean =>
  matches(filters, 'id', id => node.id.startsWith(id)) &&
  matches(filters, 'name', name => node.facts.hostname.startsWith(name)) &&
  matches(filters, 'role', role => node.role === role) &&
  matches(filters, 'membership', membership => membership === 'accepted') &&
  matchesLabels(filters, 'label', node.facts.engineLabels) &&
  matchesLabels(filters, 'node.label', node.labels);

const roleIn = (value: unknown): NodeRecord['role'] => {
  if (value === 'worker' || value === 'manager') return value;
  throw new ApiError(400, `invalid Role: "${textIn(value)}"`);
};

const availabilityIn = (value: unknown): NodeRecord['availability'] => {
  if (value === 'active' || value === 'pause' || value === 'drain') return value;
  throw new ApiError(400, `invalid Availability: "${textIn(value)}"`);
};
