import type {Endpoint} from '../engine/endpoint.ts';
import type {Engine} from '../engine/engine.ts';
import {createHeldEngine} from './link/held-engine.ts';
import {type FeedParts, stayConnected} from './link/link.ts';
import {createPauses} from './link/pauses.ts';
import type {InView, Session} from './session/session.ts';

/** The feeds of one cluster: connected, lost, connected again, perhaps to another of its managers. */
export interface Feeds {
  /** Lists everything again; connects again where there is no connection. */
  refresh(): void;
  setInView(view: InView): void;
  /** Something happened to tasks of this service: lists them now. */
  stir(serviceId: string): void;
  readonly endpoint: Endpoint;
  /** Of all engines so far. */
  readonly traffic: {readonly requests: number; readonly bytes: number};
  /** The engine connected now; null while there is none. */
  readonly engine: Engine | null;
  /** Ends everything, once; resolves when nothing runs any more. */
  close(): Promise<void>;
}

/** Connects, keeps the store true, and connects again until it is closed. */
export const keepConnected = (parts: FeedParts): Feeds => {
  const over = new AbortController();
  const held = createHeldEngine(parts.endpoint);
  const pauses = createPauses({...parts, signal: over.signal});
  let inView: InView = {services: new Set(), nodes: new Set()};
  let session: Session | null = null;
  const onSession = (next: Session | null) => {
    session = next;
    session?.setInView(inView);
  };
  const running = stayConnected({...parts, held, pauses, onSession, signal: over.signal});
  return {
    refresh() {
      session?.refresh();
      pauses.hurry();
    },
    setInView(view) {
      inView = view;
      session?.setInView(view);
    },
    stir: serviceId => session?.stir(serviceId),
    get endpoint() {
      return held.endpoint;
    },
    get engine() {
      return held.engine;
    },
    get traffic() {
      return held.traffic;
    },
    close() {
      over.abort();
      return running;
    },
  };
};
