import {ApiError} from '../../api-error.ts';
import type {Created, Filters, ServiceUpdateOptions} from '../../simulated-engine.ts';
import type {JsonObject, JsonText} from '../../wire/json.ts';
import type {Orchestrator} from '../orchestrator/orchestrator.ts';
import type {Updater} from '../orchestrator/updater.ts';
import {withDefaults} from '../spec/defaults.ts';
import {normaliseSpec, readService} from '../spec/read-service.ts';
import {isJob, type ServiceRules} from '../spec/service-rules.ts';
import type {ServiceRecord, UpdateRecord} from '../state/records.ts';
import type {SwarmState} from '../state/swarm-state.ts';
import {serviceText, serviceTextWithStatus} from '../state/texts.ts';
import {addService} from './add-service.ts';
import {checkFilters, matches, matchesLabels} from './filters.ts';
import type {Networks} from './networks.ts';
import {checkVersion, findObject, invalidArgument, nameTaken} from './refs.ts';
import {resolveNetworks} from './resolve-networks.ts';
import {checkUses, noteUses} from './uses.ts';

type Changes = Readonly<Record<string, string>>;

export interface Services {
  list(filters: Filters, status: boolean): readonly JsonText[];
  inspect(ref: string, insertDefaults: boolean): JsonText;
  create(spec: unknown): Created;
  update(ref: string, version: number, spec: unknown, options: ServiceUpdateOptions): void;
  remove(ref: string): void;
  /** Puts the previous spec in force for an automatic rollback: what changed by that, or null where there is none. */
  revert(service: ServiceRecord): Changes | null;
  /** Tells that the update state has changed, and what changed with it. */
  updateStateChanged(service: ServiceRecord, was: string, changes: Changes): void;
}

export const createServices = (
  state: SwarmState,
  networks: Networks,
  orchestrator: () => Orchestrator,
  updater: () => Updater,
): Services => {
  const publish = (service: ServiceRecord, action: string, extra: Changes = {}) =>
    state.publish({
      type: 'service',
      action,
      id: service.id,
      attributes: {name: service.rules.name, ...extra},
      nodeId: null,
    });

  const checkPorts = (rules: ServiceRules, self: ServiceRecord | null) => {
    const wanted = rules.ports.filter(({mode, published}) => mode === 'ingress' && published > 0);
    if (wanted.length === 0) return;
    for (const other of state.services.values()) {
      if (other === self) continue;
      const taken = other.rules.ports.find(
        port =>
          port.mode === 'ingress' &&
          wanted.some(mine => mine.published === port.published && mine.protocol === port.protocol),
      );
      if (taken === undefined) continue;
      throw invalidArgument(
        `port '${taken.published}' is already in use by service '${other.rules.name}' (${other.id}) as an ingress port`,
      );
    }
  };

  /** Puts a spec in force; the answer is what an event tells of it. */
  const put = (service: ServiceRecord, spec: JsonObject, rules: ServiceRules) => {
    const before = service.rules;
    noteUses(state, service.id, before, rules);
    service.spec = spec;
    service.rules = rules;
    const sameEndpoint =
      JSON.stringify([before.ports, before.template.networks, before.endpointMode]) ===
      JSON.stringify([rules.ports, rules.template.networks, rules.endpointMode]);
    if (!sameEndpoint) service.endpoint = networks.endpoint(rules);
    state.touch(service);
    return changesBetween(before, rules);
  };

  return {
    list(filters, status) {
      checkFilters(filters, ['id', 'name', 'label', 'mode', 'runtime']);
      const chosen = [...state.services.values()].filter(service => passes(service, filters));
      return chosen.map(status ? serviceTextWithStatus : serviceText);
    },
    inspect(ref, insertDefaults) {
      const service = findObject(state.services, 'service', ref);
      return insertDefaults ? withDefaults(service) : serviceText(service);
    },
    create(given) {
      const spec = resolveNetworks(state, normaliseSpec(given));
      const rules = readService(spec);
      if (state.services.byName(rules.name) !== null) throw nameTaken('service', rules.name);
      checkUses(state, rules);
      checkPorts(rules, null);
      const service = addService(state, networks, spec, rules);
      publish(service, 'create');
      state.act(() => orchestrator().created(service));
      return {id: service.id, warnings: []};
    },
    update(ref, version, given, {rollback}) {
      const service = findObject(state.services, 'service', ref);
      checkVersion(service, version);
      const asked = resolveNetworks(state, normaliseSpec(given));
      const askedRules = readService(asked);
      checkUses(state, askedRules);
      if (askedRules.name !== service.rules.name) {
        throw new ApiError(501, 'rpc error: code = Unimplemented desc = renaming services is not supported');
      }
      if (rollback !== undefined && service.previousSpec === null) {
        throw new ApiError(
          400,
          `rpc error: code = FailedPrecondition desc = service ${ref} does not have a previous spec`,
        );
      }
      const spec = rollback === undefined || service.previousSpec === null ? asked : service.previousSpec;
      const rules = spec === asked ? askedRules : readService(spec);
      if (rules.mode.kind !== service.rules.mode.kind) {
        throw new ApiError(501, 'rpc error: code = Unimplemented desc = service mode change is not allowed');
      }
      checkPorts(rules, service);
      state.act(() => {
        updater().forget(service);
        service.previousSpec = service.spec;
        if (rollback === undefined) {
          service.update = null;
          publish(service, 'update', put(service, spec, rules));
          return orchestrator().updated(service);
        }
        const was = service.update?.state;
        // Told in one event with what it brings back.
        const update = rollbackByHand(state.clock.nowMs());
        service.update = update;
        publish(service, 'update', {
          ...put(service, spec, rules),
          'updatestate.new': update.state,
          ...(was !== undefined && {'updatestate.old': was}),
        });
        orchestrator().updated(service, update.message);
      });
    },
    remove(ref) {
      const service = findObject(state.services, 'service', ref);
      state.services.remove(service, service.rules.name);
      noteUses(state, service.id, service.rules, null);
      publish(service, 'remove');
      state.act(() => orchestrator().removed(service));
    },
    revert(service) {
      const {previousSpec} = service;
      if (previousSpec === null) return null;
      const rules = readService(previousSpec);
      const wasJob = isJob(rules.mode);
      // A rollback by itself leaves nothing to roll back to.
      service.previousSpec = null;
      return wasJob ? null : put(service, previousSpec, rules);
    },
    updateStateChanged(service, was, changes) {
      state.touch(service);
      publish(service, 'update', {
        ...changes,
        'updatestate.new': service.update?.state ?? '',
        ...(was !== '' && {'updatestate.old': was}),
      });
    },
  };
};

const rollbackByHand = (nowMs: number): UpdateRecord => ({
  state: 'rollback_started',
  message: 'manually requested rollback',
  startedMs: nowMs,
  completedMs: null,
});

const passes = (service: ServiceRecord, filters: Filters): boolean => {
  const {name, labels, mode} = service.rules;
  return (
    matches(filters, 'id', id => service.id.startsWith(id)) &&
    matches(filters, 'name', wanted => name.startsWith(wanted)) &&
    matches(filters, 'mode', wanted => wanted === mode.kind) &&
    matches(filters, 'runtime', wanted => wanted === 'container') &&
    matchesLabels(filters, 'label', labels)
  );
};

const changesBetween = (before: ServiceRules, after: ServiceRules): Changes => ({
  ...(before.template.image !== after.template.image && {
    'image.new': after.template.image,
    'image.old': before.template.image,
  }),
  ...(before.mode.kind === 'replicated' &&
    after.mode.kind === 'replicated' &&
    before.mode.replicas !== after.mode.replicas && {
      'replicas.new': String(after.mode.replicas),
      'replicas.old': String(before.mode.replicas),
    }),
});
