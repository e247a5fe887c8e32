import type {Outlet} from '../api/answer.ts';
import type {Call} from '../api/call.ts';
import type {Interference} from '../api/interference.ts';
import type {SimulatedEngine} from '../simulated-engine.ts';
import type {SimulatedSwarm} from '../swarm/create-swarm.ts';
import {type ChooseCall, chooseCalls} from './choose-calls.ts';
import {type ConnectionFault, connectionFaults, type FaultCall} from './connection-faults.ts';
import {createDaemons, type Daemons} from './daemons.ts';
import {type FaultName, faultNames} from './fault-names.ts';
import type {FaultOptions} from './fault-options.ts';
import {createOpenAnswers, type OpenAnswer, type OpenAnswers} from './open-answers.ts';
import {swarmFaults} from './swarm-faults.ts';

interface ActiveFault {
  readonly name: FaultName;
  readonly options: FaultOptions;
}

/** Faults of one simulation, switched on and off while it runs. */
export interface Faults {
  /** Switches on; what was on by that name is switched off before. An ApiError where this swarm cannot have it. */
  set(name: FaultName, options?: FaultOptions): void;
  clear(name: FaultName): void;
  clearAll(): void;
  active(): readonly ActiveFault[];
  /** Daemons that a fault has stopped; whoever serves them listens. */
  readonly daemons: Daemons;
  /** What stands before the API of an engine. */
  interference(engine: SimulatedEngine): Interference;
}

export interface FaultsOptions {
  readonly swarm: SimulatedSwarm;
  /** Ids or hostnames of the nodes whose sockets are served. */
  readonly served: readonly string[];
}

interface On {
  readonly options: FaultOptions;
  readonly fault: ConnectionFault;
  readonly isHit: ChooseCall;
  readonly offs: Set<() => void>;
  isOn: boolean;
}

/** How long an engine is down by `engine-restart`, unless `forMs` says so. */
const restartMs = 3_000;

/** This path is never disturbed: faults are switched off by it. */
export const faultsPath = '/_faults';

export const createFaults = ({swarm, served}: FaultsOptions): Faults => {
  const daemons = createDaemons();
  const breakable = {swarm, daemons, served: served.map(ref => swarm.engine(ref).nodeId)};
  const on = new Map<FaultName, On>();
  const opens: OpenAnswers[] = [];

  const clear = (name: FaultName) => {
    const one = on.get(name);
    if (one === undefined) return;
    on.delete(name);
    one.isOn = false;
    for (const off of one.offs) off();
  };

  const set = (name: FaultName, options: FaultOptions = {}) => {
    clear(name);
    const fault = connectionFaults[name]?.(options) ?? {};
    const undo = swarmFaults[name]?.(breakable, options);
    const isHit = chooseCalls(options, call => fault.isFor?.(call) ?? true);
    const one: On = {options, fault, isHit, offs: new Set(undo === undefined ? [] : [undo]), isOn: true};
    on.set(name, one);
    for (const answer of opens.flatMap(open => open.all())) {
      if (isHit(answer.call)) fault.uponOpen?.(answer, whenOffOf(one, answer.call));
    }
    const forMs = options.forMs ?? (name === 'engine-restart' ? restartMs : undefined);
    if (forMs !== undefined) one.offs.add(swarm.clock.after(forMs, () => clear(name)));
  };

  return {
    set,
    clear,
    clearAll: () => faultNames.forEach(clear),
    daemons,
    active: () => [...on].map(([name, {options}]) => ({name, options})),
    interference(engine) {
      const open = createOpenAnswers();
      opens.push(open);
      return interferenceOf(engine, on, open);
    },
  };
};

const interferenceOf = (
  engine: SimulatedEngine,
  on: ReadonlyMap<FaultName, On>,
  open: OpenAnswers,
): Interference => {
  // Which faults fall on a call is decided once, before it is answered.
  const hits = new WeakMap<Call, readonly On[]>();
  return {
    async before(call) {
      if (call.path === faultsPath) return 'go';
      const hit = [...on.values()].filter(({isHit}) => isHit(call));
      hits.set(call, hit);
      for (const {fault} of hit) {
        if ((await fault.before?.(engine, call)) === 'drop') return 'drop';
      }
      return 'go';
    },
    around: (call, line) => sound => {
      if (call.path === faultsPath) return sound;
      const {answer, outlet} = open.note(call, line, sound);
      const hit = hits.get(call) ?? [];
      return hit.reduce((inner: Outlet, one) => wrap(inner, one, engine, answer), outlet);
    },
  };
};

const wrap = (outlet: Outlet, one: On, engine: SimulatedEngine, answer: OpenAnswer): Outlet => {
  const {call} = answer;
  const faulty: FaultCall = {engine, call, answer, whenOff: whenOffOf(one, call)};
  return one.fault.around?.(outlet, faulty) ?? outlet;
};

/** What is to be done when a fault ends is forgotten with the call that it is about. */
const whenOffOf = (one: On, call: Call) => (run: () => void) => {
  if (!one.isOn) return run();
  one.offs.add(run);
  call.signal.addEventListener('abort', () => one.offs.delete(run), {once: true});
};
