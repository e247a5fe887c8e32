import type {Connection} from '../../domain/connection.ts';
import type {Endpoint} from '../../engine/endpoint.ts';
import type {Engine} from '../../engine/engine.ts';

/** The engine in use, where it is, and how we came there. */
export interface HeldEngine {
  /** Null while there is none. */
  readonly engine: Engine | null;
  readonly endpoint: Endpoint;
  readonly moved: Connection['moved'];
  /** Of all engines so far. */
  readonly traffic: {readonly requests: number; readonly bytes: number};
  /** An engine was opened at the present endpoint. */
  take(engine: Engine): Engine;
  /** Goes on with another engine from now on. */
  move(to: Engine, reason: string, nowMs: number): void;
  /** Closes the engine. */
  leave(): void;
}

export const createHeldEngine = (first: Endpoint): HeldEngine => {
  const closed = {requests: 0, bytes: 0};
  let endpoint = first;
  let engine: Engine | null = null;
  let moved: Connection['moved'] = null;
  const leave = () => {
    if (engine === null) return;
    closed.requests += engine.traffic.requests;
    closed.bytes += engine.traffic.bytes;
    engine.close();
    engine = null;
  };
  return {
    get engine() {
      return engine;
    },
    get endpoint() {
      return endpoint;
    },
    get moved() {
      return moved;
    },
    get traffic() {
      return {
        requests: closed.requests + (engine?.traffic.requests ?? 0),
        bytes: closed.bytes + (engine?.traffic.bytes ?? 0),
      };
    },
    take(opened) {
      engine = opened;
      return opened;
    },
    move(to, reason, nowMs) {
      moved = {from: endpoint.host, reason, atMs: nowMs};
      leave();
      engine = to;
      endpoint = to.endpoint;
    },
    leave,
  };
};
