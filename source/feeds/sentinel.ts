import type {Engine} from '../engine/engine.ts';
import type {EngineError} from '../engine/errors.ts';
import {asFault} from './call-runner.ts';
import type {SessionEnd, SessionParts} from './session.ts';
import {faultTrouble, silenceTrouble, type Trouble} from './trouble.ts';

/** Tells a silent or failing cluster from a dead engine, and ends the session when the engine is gone or has changed its role. */
export interface Sentinel {
  /** A call has waited too long. */
  hang(): void;
  /** All late calls have been answered. */
  relief(): void;
  fault(error: EngineError): void;
  /** The event stream broke: is the engine still there? */
  broken(): void;
  /** The engine answered as it should. */
  answered(): void;
  /** It answers, but it cannot be believed for this reason. */
  doubted(reason: Trouble): void;
}

export const createSentinel = (
  parts: Pick<SessionParts, 'engine' | 'membership' | 'timings' | 'signal' | 'onTrouble'> & {
    readonly end: (end: SessionEnd) => void;
    readonly onRelief: () => void;
  },
): Sentinel => {
  let probing = false;
  let trouble: Trouble | null = null;

  const show = (next: Trouble | null) => {
    if (trouble?.kind === next?.kind && trouble?.message === next?.message) return;
    trouble = next;
    parts.onTrouble(next);
  };

  const probe = async (whenAlive: () => void | Promise<void>) => {
    if (probing || parts.signal.aborted) return;
    probing = true;
    try {
      await parts.engine.ping(AbortSignal.any([parts.signal, AbortSignal.timeout(parts.timings.pingMs)]));
      await whenAlive();
    } catch (error) {
      if (!parts.signal.aborted) parts.end({kind: 'gone', error: asFault(error, 'ping')});
    } finally {
      probing = false;
    }
  };

  const askRole = (error: EngineError) =>
    probe(async () => {
      const membership = await currentMembership(parts.engine, parts.signal, parts.timings.pingMs);
      if (membership.kind !== parts.membership.kind) parts.end({kind: 'membership', membership});
      else show(faultTrouble(error));
    });

  return {
    hang() {
      void probe(() => show(silenceTrouble));
    },
    relief() {
      show(null);
      parts.onRelief();
    },
    fault(error) {
      switch (error.kind) {
        case 'aborted':
          return;
        case 'unreachable':
        case 'timed-out':
        case 'no-quorum':
        case 'not-a-manager':
        case 'no-swarm':
        case 'locked':
        case 'certificate-expired':
          void askRole(error);
          return;
        default:
          show(faultTrouble(error));
      }
    },
    broken() {
      void probe(() => undefined);
    },
    doubted: show,
    answered() {
      if (trouble !== null && trouble !== silenceTrouble) show(null);
    },
  };
};

const currentMembership = async (engine: Engine, signal: AbortSignal, limitMs: number) => {
  const info = await engine.info(AbortSignal.any([signal, AbortSignal.timeout(limitMs)]));
  return info.membership;
};
