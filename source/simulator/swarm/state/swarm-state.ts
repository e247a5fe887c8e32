import type {Clock} from '../../clock.ts';
import type {Random} from '../../random.ts';
import type {WireEvent} from '../../wire/event.ts';
import {createObjectTable, type ObjectTable} from './object-table.ts';
import type {Meta, NodeRecord, ObjectRecord, ServiceRecord, TaskRecord} from './records.ts';

/** The one place that everything the swarm knows lives in. */
export interface SwarmState {
  readonly clock: Clock;
  readonly random: Random;
  readonly nodes: ObjectTable<NodeRecord>;
  readonly services: ObjectTable<ServiceRecord>;
  readonly tasks: ObjectTable<TaskRecord>;
  readonly secrets: ObjectTable<ObjectRecord>;
  readonly configs: ObjectTable<ObjectRecord>;
  readonly networks: ObjectTable<ObjectRecord>;
  /** `Version.Index` of the change that came last: one count for the whole swarm, as Raft's log has. */
  index(): number;
  /** Numbers and dates a change of an object. */
  touch(record: Meta): void;
  newMeta(): Meta;
  publish(event: SwarmEvent): void;
  /** Runs something as one step: what follows from it comes after it, never in its midst. */
  act(run: () => void): void;
  /** Does what follows from the current step once that is over. */
  follow(run: () => void): void;
  /** A step, so much later; the answer cancels it. */
  later(delayMs: number, run: () => void): () => void;
  onEvent(listener: (event: WireEvent, nodeId: string | null) => void): () => void;
}

interface SwarmEvent {
  readonly type: WireEvent['Type'];
  readonly action: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** The node whose event it is; null for the swarm's. */
  readonly nodeId: string | null;
}

export const createSwarmState = (clock: Clock, random: Random): SwarmState => {
  const listeners = new Set<(event: WireEvent, nodeId: string | null) => void>();
  const steps = createSteps();
  let index = 10;
  const meta = (): Meta => {
    index += 1;
    const nowMs = clock.nowMs();
    return {id: random.objectId(), version: index, createdMs: nowMs, updatedMs: nowMs, text: null};
  };

  return {
    clock,
    random,
    nodes: createObjectTable(),
    services: createObjectTable(),
    tasks: createObjectTable(),
    secrets: createObjectTable(),
    configs: createObjectTable(),
    networks: createObjectTable(),
    index: () => index,
    touch(record) {
      index += 1;
      record.version = index;
      record.updatedMs = clock.nowMs();
      record.text = null;
    },
    newMeta: meta,
    publish(event) {
      if (listeners.size === 0) return;
      const message = wireEvent(event, clock.nowMs());
      for (const listener of listeners) listener(message, event.nodeId);
    },
    ...steps,
    later: (delayMs, run) => clock.after(delayMs, () => steps.act(run)),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

const wireEvent = ({type, action, id, attributes, nodeId}: SwarmEvent, nowMs: number): WireEvent => ({
  Type: type,
  Action: action,
  Actor: {ID: id, Attributes: attributes},
  scope: nodeId === null ? 'swarm' : 'local',
  time: Math.floor(nowMs / 1_000),
  timeNano: Math.floor(nowMs * 1e3) * 1e3,
});

const createSteps = (): Pick<SwarmState, 'act' | 'follow'> => {
  const following: (() => void)[] = [];
  let isActing = false;
  return {
    act(run) {
      if (isActing) return run();
      isActing = true;
      try {
        run();
        for (let at = 0; at < following.length; at++) following[at]?.();
      } finally {
        following.length = 0;
        isActing = false;
      }
    },
    follow(run) {
      following.push(run);
    },
  };
};
