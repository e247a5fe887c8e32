import type {SimulatedSwarm} from '../swarm/create-swarm.ts';
import type {NodeRecord, ServiceRecord} from '../swarm/state/records.ts';
import {type ServicePlan, specOf} from './service-plan.ts';

/** What the beats of a story can do: what an operator does with the docker CLI, and what befalls machines. */
export interface Stage {
  network(name: string): void;
  secret(name: string): void;
  config(name: string, text: string): void;
  deploy(plan: ServicePlan): void;
  /** `docker service update`: what is not said stays. Nothing happens where someone has removed the service. */
  update(name: string, change: Partial<ServicePlan>): void;
  /** `docker node update`. */
  node(
    hostname: string,
    change: {readonly availability?: 'active' | 'pause' | 'drain'; readonly labels?: Record<string, string>},
  ): void;
  /** Ends the container of one running task by itself. */
  crash(name: string, exitCode: number): void;
  /** Takes a machine's power. */
  cutPower(hostname: string): void;
  restorePower(hostname: string): void;
}

export const createStage = (swarm: SimulatedSwarm): Stage => {
  const {state, services, nodes, networks, secrets, configs, runner} = swarm.parts;
  const plans = new Map<string, ServicePlan>();
  const idIn = (table: {byName(name: string): {readonly id: string} | null}) => (name: string) =>
    table.byName(name)?.id ?? name;
  const ids = {
    network: idIn(state.networks),
    secret: idIn(state.secrets),
    config: idIn(state.configs),
  };
  const service = (name: string): ServiceRecord | null => state.services.byName(name);
  const machine = (hostname: string): NodeRecord | undefined =>
    [...state.nodes.values()].find(({facts}) => facts.hostname === hostname);
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  return {
    network: name => void networks.create({Name: name, Driver: 'overlay', Labels: stackLabels(name)}),
    secret: name =>
      void secrets.create({Name: name, Labels: stackLabels(name), Data: base64('not a real one')}),
    config: (name, text) => void configs.create({Name: name, Labels: stackLabels(name), Data: base64(text)}),
    deploy(plan) {
      plans.set(plan.name, plan);
      services.create(specOf(plan, ids));
    },
    update(name, change) {
      const plan = plans.get(name);
      const record = service(name);
      if (plan === undefined || record === null) return;
      const changed = {...plan, ...change};
      plans.set(name, changed);
      services.update(record.id, record.version, specOf(changed, ids), {});
    },
    node(hostname, {availability, labels}) {
      const record = machine(hostname);
      if (record === undefined) return;
      nodes.update(record.id, record.version, {
        Name: record.name,
        Labels: labels ?? record.labels,
        Role: record.role,
        Availability: availability ?? record.availability,
      });
    },
    crash(name, exitCode) {
      const slots = [...(service(name)?.slots.values() ?? [])];
      const task = slots.flatMap(({tasks}) => tasks).find(one => one.state === 'running');
      if (task !== undefined) state.act(() => runner.endContainer(task, exitCode));
    },
    cutPower(hostname) {
      if (machine(hostname) !== undefined) swarm.killNode(hostname);
    },
    restorePower(hostname) {
      if (machine(hostname) !== undefined) swarm.startNode(hostname);
    },
  };
};

const stackLabels = (name: string) => ({'com.docker.stack.namespace': name.split('_')[0] ?? name});
