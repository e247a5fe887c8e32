import type {Outlet} from '../api/answer.ts';
import type {Call} from '../api/call.ts';
import {pause} from '../api/streams/pause.ts';
import {ApiError} from '../api-error.ts';
import {createRandom} from '../random.ts';
import type {SimulatedEngine} from '../simulated-engine.ts';
import type {FaultName} from './fault-names.ts';
import type {FaultOptions} from './fault-options.ts';
import type {OpenAnswer} from './open-answers.ts';
import {cutOutlet} from './outlets/cut-outlet.ts';
import {garbledOutlet} from './outlets/garbled-outlet.ts';
import {retypedOutlet} from './outlets/retyped-outlet.ts';
import {slowOutlet} from './outlets/slow-outlet.ts';

export interface FaultCall {
  readonly engine: SimulatedEngine;
  readonly call: Call;
  readonly answer: OpenAnswer;
  /** Called when the fault is switched off. */
  readonly whenOff: (run: () => void) => void;
}

/** A fault between engine and client, made once each time it is switched on. */
export interface ConnectionFault {
  /** Which calls it is meant for; all, where this is left out. */
  isFor?(call: Call): boolean;
  before?(engine: SimulatedEngine, call: Call): Promise<'go' | 'drop'>;
  around?(outlet: Outlet, faulty: FaultCall): Outlet;
  /** What it does to answers that are open when it is switched on: streams, above all. */
  uponOpen?(answer: OpenAnswer, whenOff: (run: () => void) => void): void;
}

const listPaths = /^\/(nodes|services|tasks|secrets|configs|networks|volumes|containers\/json|images\/json)$/;
const changePaths = /^\/(nodes|services|secrets|configs)\/.+\/update$|^\/swarm\/update$/;

const isEvents = ({path}: Call): boolean => path === '/events';
const isStream = (call: Call): boolean =>
  isEvents(call) || (call.path.endsWith('/stats') && !call.query.has('stream'));

const refuse = (message: string): Promise<never> => Promise.reject(new ApiError(500, message));

/** Nothing more is sent. Such connections are cut when the fault ends: nobody would ever hear of them again. */
const silence = (answer: OpenAnswer, whenOff: (run: () => void) => void): void => {
  answer.mood = 'silent';
  whenOff(() => answer.line.cut());
};

const lose = (answer: OpenAnswer, whenOff: (run: () => void) => void): void => {
  answer.mood = 'lossy';
  whenOff(() => {
    answer.mood = 'sound';
  });
};

type MakeFault = (options: FaultOptions) => ConnectionFault;

const spoiling = ({share = 0.02, seed = 1}: FaultOptions) => ({share, random: createRandom(seed)});

/** Faults by name; each keeps its own chance, so that the same requests are spoilt alike for the same seed. */
export const connectionFaults: Readonly<Partial<Record<FaultName, MakeFault>>> = {
  drop: () => ({before: async () => 'drop', uponOpen: ({line}) => line.cut()}),
  delay: ({delayMs = 2_000}) => ({
    async before(engine, call) {
      await pause(engine, delayMs, call.signal);
      return 'go';
    },
  }),
  truncate: ({afterBytes = 200}) => ({
    around: (outlet, {answer}) => cutOutlet(outlet, afterBytes, () => answer.line.cutAfterSent()),
    uponOpen: ({line}) => line.cutAfterSent(),
  }),
  'half-closed': ({afterBytes = 200}) => ({
    around: (outlet, {answer}) => cutOutlet(outlet, afterBytes, () => answer.line.closeOurHalf()),
    uponOpen: ({line}) => line.closeOurHalf(),
  }),
  stall: ({afterBytes = 200}) => ({
    around: (outlet, {answer, whenOff}) => cutOutlet(outlet, afterBytes, () => silence(answer, whenOff)),
    uponOpen: silence,
  }),
  garble(options) {
    const {share, random} = spoiling(options);
    return {around: outlet => garbledOutlet(outlet, share, random)};
  },
  'wrong-types'(options) {
    const {share, random} = spoiling({share: 0.1, ...options});
    return {around: (outlet, {call}) => retypedOutlet(outlet, share, random, isStream(call))};
  },
  'error-500': ({message = 'rpc error: code = Unknown desc = something went wrong'}) => ({
    before: () => refuse(message),
  }),
  'slow-lists': ({bytesPerSecond = 20_000}) => ({
    isFor: call => call.method === 'GET' && listPaths.test(call.path),
    around: (outlet, {engine, call}) =>
      slowOutlet(outlet, bytesPerSecond, (delayMs, run) => engine.after(delayMs, run), call.signal),
  }),
  conflict: () => ({
    isFor: call => call.method === 'POST' && changePaths.test(call.path),
    before: () => refuse('rpc error: code = Unknown desc = update out of sequence'),
  }),
  'event-gap': () => ({
    isFor: isEvents,
    around(outlet, {answer, whenOff}) {
      lose(answer, whenOff);
      return outlet;
    },
    uponOpen: lose,
  }),
};
