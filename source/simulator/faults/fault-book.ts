import type {Call} from '../api/call.ts';
import type {FaultOptions, LinkFault} from './fault.ts';

/** Which faults of the connection are on, and whether one of them is this call's. */
export interface FaultBook {
  set(name: LinkFault, options: FaultOptions): void;
  clear(name: LinkFault): void;
  names(): readonly LinkFault[];
  /** Null when the fault is off or does not mean this call. Counts, where only every so many-th call is meant. */
  meets(name: LinkFault, call: Call): FaultOptions | null;
  /** The same without counting: for what goes on while a stream is open. */
  isOn(name: LinkFault, call: Call): boolean;
}

/** What a fault is about where nobody says otherwise. */
const ownPaths: Readonly<Partial<Record<LinkFault, readonly string[]>>> = {
  'half-closed': ['/events', '/logs'],
  'event-gap': ['/events'],
};

/** Every list of the API; what comes after a single object is asked for one by one. */
const lists = /^\/(nodes|services|tasks|secrets|configs|networks|volumes|containers\/json)$/;

const means = (name: LinkFault, call: Call, {path}: FaultOptions): boolean => {
  // A client must be able to find the engine, or no fault is ever seen.
  if (call.path === '/_faults') return false;
  if (name === 'conflict' && !(call.method === 'POST' && call.path.endsWith('/update'))) return false;
  if (name === 'slow-lists' && !lists.test(call.path)) return false;
  if (path !== undefined) return call.path.includes(path);
  return ownPaths[name]?.some(own => call.path.includes(own)) ?? true;
};

export const createFaultBook = (): FaultBook => {
  const on = new Map<LinkFault, {readonly options: FaultOptions; calls: number}>();
  return {
    set: (name, options) => void on.set(name, {options, calls: 0}),
    clear: name => void on.delete(name),
    names: () => [...on.keys()],
    meets(name, call) {
      const entry = on.get(name);
      if (entry === undefined || !means(name, call, entry.options)) return null;
      entry.calls += 1;
      return entry.calls % Math.max(1, entry.options.every ?? 1) === 0 ? entry.options : null;
    },
    isOn(name, call) {
      const entry = on.get(name);
      return entry !== undefined && means(name, call, entry.options);
    },
  };
};
