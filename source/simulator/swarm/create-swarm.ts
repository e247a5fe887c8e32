import type {Clock} from '../clock.ts';
import {createRandom} from '../random.ts';
import type {SimulatedEngine} from '../simulated-engine.ts';
import type {WireEvent} from '../wire/event.ts';
import {buildParts} from './build-parts.ts';
import {findObject} from './control/refs.ts';
import {createEngine} from './engine/create-engine.ts';
import {joinNode, type NodeOptions} from './join-node.ts';
import type {NodeRecord} from './state/records.ts';
import type {SwarmParts} from './swarm-parts.ts';

/** A swarm that lives in this process. References to nodes are ids or hostnames. */
export interface SimulatedSwarm {
  readonly clock: Clock;
  /** Generators build on these; the API layer must not. */
  readonly parts: SwarmParts;
  nodeIds(): readonly string[];
  managerIds(): readonly string[];
  /** Null while nobody leads. */
  leaderId(): string | null;
  engine(ref: string): SimulatedEngine;
  /** Every event of the swarm, and of every node with that node's id. */
  onEvent(listener: (event: WireEvent, nodeId: string | null) => void): () => void;
  /** `Version.Index` of the last change. */
  index(): number;
  /** A machine joins; its id is the answer. */
  addNode(options: NodeOptions): string;
  /** Takes a machine's power. */
  killNode(ref: string): void;
  startNode(ref: string): void;
  /** Cuts these off from all others, but not from each other. */
  partition(refs: readonly string[]): void;
  heal(): void;
  /** Sets the clocks of these nodes, or of all, off by so much. */
  skewClock(ms: number, refs?: readonly string[]): void;
}

export interface SwarmOptions {
  readonly clock: Clock;
  readonly seed: number;
  readonly nodes: readonly NodeOptions[];
}

export const createSwarm = ({clock, seed, nodes: machines}: SwarmOptions): SimulatedSwarm => {
  const parts = buildParts(clock, createRandom(seed));
  const {state, leadership, membership} = parts;
  const engines = new Map<NodeRecord, SimulatedEngine>();
  // A machine that was removed from the swarm still has its engine.
  const all = new Map<string, NodeRecord>();

  const find = (ref: string) => all.get(ref) ?? findObject(state.nodes, 'node', ref);
  const join = (options: NodeOptions, isFounder: boolean) => {
    const node = joinNode(state, options, state.nodes.size + 1, isFounder);
    all.set(node.id, node);
    return node;
  };

  for (const options of machines) join(options, true);
  state.act(() => leadership.review());

  return {
    clock,
    parts,
    nodeIds: () => [...state.nodes.values()].map(({id}) => id),
    managerIds: () => [...state.nodes.values()].filter(({manager}) => manager !== null).map(({id}) => id),
    leaderId: () => leadership.leader()?.id ?? null,
    engine(ref) {
      const node = find(ref);
      const engine = engines.get(node) ?? createEngine(parts, node);
      engines.set(node, engine);
      return engine;
    },
    onEvent: listener => state.onEvent(listener),
    index: () => state.index(),
    addNode(options) {
      const node = join(options, false);
      state.act(() => {
        leadership.review();
        membership.review();
      });
      return node.id;
    },
    killNode: ref => state.act(() => parts.powerOff(find(ref))),
    startNode: ref => state.act(() => parts.powerOn(find(ref))),
    partition: refs => state.act(() => parts.cutOff(refs.map(find))),
    heal: () => state.act(() => parts.heal()),
    skewClock: (ms, refs) => parts.skew(refs === undefined ? [...all.values()] : refs.map(find), ms),
  };
};
