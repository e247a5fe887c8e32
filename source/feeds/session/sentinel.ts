import type {EngineError} from '../../engine/errors.ts';
import {asFault} from '../calls/call-runner.ts';
import {within} from '../clock.ts';
import {faultTrouble, silenceTrouble, type Trouble} from '../trouble.ts';
import type {SessionEnd, SessionParts} from './session.ts';

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
  parts: Pick<SessionParts, 'engine' | 'membership' | 'clock' | 'timings' | 'signal' | 'onTrouble'> & {
    readonly end: (end: SessionEnd) => void;
    readonly onRelief: () => void;
  },
): Sentinel => {
  const {engine, clock, timings, signal} = parts;
  let probing = false;
  let isSilent = false;
  let trouble: Trouble | null = null;

  const show = (next: Trouble | null) => {
    if (trouble?.kind === next?.kind && trouble?.message === next?.message) return;
    trouble = next;
    parts.onTrouble(next);
  };

  const probe = async (whenAlive: () => void | Promise<void>) => {
    if (probing || signal.aborted) return;
    probing = true;
    try {
      await within(signal, clock, timings.pingMs, limit => engine.ping(limit));
      await whenAlive();
    } catch (error) {
      if (!signal.aborted) parts.end({kind: 'gone', error: asFault(error, 'ping')});
    } finally {
      probing = false;
    }
  };

  const present = () =>
    within(signal, clock, timings.connectMs, limit => engine.info(limit)).then(
      info => info.membership,
      () => null,
    );
  const askRole = (error: EngineError) =>
    probe(async () => {
      const membership = await present();
      // It answers its ping: an engine with much to tell of itself is slow, not gone.
      if (membership === null) return show(faultTrouble(error));
      if (membership.kind !== parts.membership.kind) parts.end({kind: 'membership', membership});
      else show(faultTrouble(error));
    });

  return {
    hang() {
      isSilent = true;
      // The ping may take longer than the silence.
      void probe(() => (isSilent ? show(silenceTrouble) : undefined));
    },
    relief() {
      isSilent = false;
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
      isSilent = false;
      show(null);
    },
  };
};
