import {createRandom, type Random} from '../random.ts';
import type {SimulatedSwarm} from '../swarm/create-swarm.ts';
import type {ServiceRecord, Slot} from '../swarm/state/records.ts';
import {objectIn} from '../wire/json.ts';

export interface ChurnOptions {
  readonly changesPerSecond: number;
  readonly seed: number;
}

const tickMs = 20;
/** A failed task is followed by about so many changes: its end, and its replacement from new to running. */
const changesOf = {fail: 11, scale: 8, label: 1};
/** So often is the pace held against what really changed. */
const paceMs = 5_000;

/** Keeps a swarm changing by ordinary operations, at about so many changes a second; the answer ends it. */
export const churn = (swarm: SimulatedSwarm, {changesPerSecond, seed}: ChurnOptions): (() => void) => {
  const random = createRandom(seed);
  const {state} = swarm.parts;
  const targets = [...state.services.values()]
    .filter(({rules}) => rules.mode.kind === 'replicated')
    .map(service => ({service, slots: [...service.slots.values()]}));
  let isOver = false;
  let owed = 0;
  let factor = 1;
  let measured = {atMs: swarm.clock.nowMs(), index: swarm.index()};

  const adjust = () => {
    const nowMs = swarm.clock.nowMs();
    if (nowMs - measured.atMs < paceMs) return;
    const actual = ((swarm.index() - measured.index) * 1_000) / (nowMs - measured.atMs);
    factor = Math.min(4, Math.max(0.25, (factor * changesPerSecond) / Math.max(1, actual)));
    measured = {atMs: nowMs, index: swarm.index()};
  };

  let lastMs = swarm.clock.nowMs();
  const tick = () => {
    if (isOver) return;
    adjust();
    const nowMs = swarm.clock.nowMs();
    // A machine that cannot keep up does not have to make up for it.
    const passedMs = Math.min(200, nowMs - lastMs);
    lastMs = nowMs;
    owed += (changesPerSecond * factor * passedMs) / 1_000;
    while (owed > 0 && targets.length > 0) {
      const target = targets[random.below(targets.length)];
      owed -= target === undefined ? 1 : operate(swarm, target.service, target.slots, random);
    }
    swarm.clock.after(tickMs, tick);
  };
  swarm.clock.after(tickMs, tick);
  return () => {
    isOver = true;
  };
};

const operate = (
  swarm: SimulatedSwarm,
  service: ServiceRecord,
  slots: readonly Slot[],
  random: Random,
): number => {
  if (service.isRemoved) return 1;
  const chance = random.next();
  if (chance < 0.15) return fail(swarm, slots, random);
  if (chance < 0.3 && service.update?.state !== 'updating') return scale(swarm, service, random);
  return relabel(swarm, service, random);
};

const fail = ({parts: {state, runner}}: SimulatedSwarm, slots: readonly Slot[], random: Random): number => {
  const task = slots[random.below(slots.length)]?.tasks.at(-1);
  if (task?.state !== 'running' || task.desired !== 'running') return 1;
  state.act(() => runner.endContainer(task, 1));
  return changesOf.fail;
};

const scale = ({parts: {services}}: SimulatedSwarm, service: ServiceRecord, random: Random): number => {
  const {mode} = service.rules;
  if (mode.kind !== 'replicated') return 1;
  const replicas = mode.replicas > 1 && random.next() < 0.5 ? mode.replicas - 1 : mode.replicas + 1;
  const spec = {...service.spec, Mode: {Replicated: {Replicas: replicas}}};
  services.update(service.id, service.version, spec, {});
  return changesOf.scale;
};

const relabel = ({parts: {services}}: SimulatedSwarm, service: ServiceRecord, random: Random): number => {
  const labels = {...objectIn(service.spec['Labels']), 'example.revision': String(random.below(1_000))};
  services.update(service.id, service.version, {...service.spec, Labels: labels}, {});
  return changesOf.label;
};
