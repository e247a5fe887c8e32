import type {Call, CallRunner} from '../calls/call-runner.ts';
import {
  type ListedSource,
  listCall,
  localSources,
  servicesCall,
  someServicesCall,
  swarmSources,
} from '../calls/list-calls.ts';
import {nodesCall, someNodesCall} from '../calls/nodes-call.ts';
import {pause} from '../clock.ts';
import type {TaskWatch} from '../tasks/task-watch.ts';
import {minorityTrouble} from '../trouble.ts';
import type {Sentinel} from './sentinel.ts';
import type {SessionParts} from './session.ts';

/** What a session asks a manager for. */
export interface SessionLists {
  one(source: ListedSource): Promise<void>;
  nodes(): Promise<void>;
  /** Tells when the known managers are too few to be believed. */
  doubtMinority(): void;
  /** The narrow check: every service with the engine's counts. Tells whether the engine answered as it should. */
  check(): Promise<boolean>;
  readonly someServices: NamedList;
  readonly someNodes: NamedList;
}

/** Objects that are asked for by name, together. */
interface NamedList {
  want(id: string): void;
  /** Lists what was wanted since the list before. */
  list(): Promise<void>;
}

export const createSessionLists = (
  parts: SessionParts & {readonly runner: CallRunner; readonly tasks: TaskWatch; readonly sentinel: Sentinel},
): SessionLists => {
  const {engine, store, queue, clock, runner, tasks, sentinel} = parts;
  const breathe = () => {
    queue.flush();
    return pause(clock, 0, parts.signal);
  };
  const intake = {store, push: queue.push, breathe};
  const ofNodes = {...parts, intake, listAllTasks: tasks.listAll, stir: tasks.stir};
  /** The narrow check stands for the rest too: what sends events and has sent none has not changed. */
  const confirm = () => {
    if (store.freshness('events').kind !== 'live') return;
    const sources = [...swarmSources, ...localSources].filter(
      source => store.freshness(source).kind === 'live' && (source !== 'tasks' || tasks.everyMs() === null),
    );
    queue.push([{kind: 'freshness', sources, freshness: {kind: 'live', asOfMs: clock.now()}}]);
  };
  const doubtMinority = () => {
    if (store.quorum?.hasQuorum === false) sentinel.doubted(minorityTrouble(store.quorum));
  };
  return {
    one: source => runner.run(listCall(engine, source)),
    async nodes() {
      await runner.run(nodesCall(ofNodes));
      queue.flush();
      doubtMinority();
    },
    doubtMinority,
    async check() {
      await runner.run(servicesCall(engine, tasks.servicesListed, intake));
      queue.flush();
      if (parts.signal.aborted || runner.hanging > 0 || store.freshness('services').kind !== 'live')
        return false;
      sentinel.answered();
      confirm();
      return true;
    },
    someServices: createNamedList(runner, take => someServicesCall(engine, take, tasks.servicesListed)),
    someNodes: createNamedList(runner, take => someNodesCall(ofNodes, take)),
  };
};

const createNamedList = (runner: CallRunner, call: (take: () => readonly string[]) => Call): NamedList => {
  const wanted = new Set<string>();
  const take = () => {
    const ids = [...wanted];
    wanted.clear();
    return ids;
  };
  return {want: id => void wanted.add(id), list: () => runner.run(call(take))};
};
