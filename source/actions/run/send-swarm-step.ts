import {Buffer} from 'node:buffer';
import type {Engine} from '../../engine/engine.ts';
import type {SwarmStep} from '../plan/swarm/swarm-step.ts';
import type {RawObject} from '../spec/raw-object.ts';
import type {Sealed} from '../spec/sealed.ts';
import {applyChanges} from '../spec/spec-change.ts';

/** Sends the one call of a step about the swarm itself, or about this engine's place in one. */
export function sendSwarmStep(
  step: SwarmStep,
  object: RawObject,
  engine: Engine,
  signal: AbortSignal,
): Promise<void> {
  switch (step.kind) {
    case 'update-swarm':
      return engine.updateSwarm(object.version, applyChanges(object.spec, step.changes), step.rotate, signal);
    case 'init-swarm':
      return engine.initSwarm(step, signal);
    case 'join-swarm':
      return engine.joinSwarm({...step, token: textOf(step.token)}, signal);
    case 'leave-swarm':
      return engine.leaveSwarm(step, signal);
    case 'unlock-swarm':
      return engine.unlockSwarm(textOf(step.key), signal);
  }
}

const textOf = (value: Sealed): string => Buffer.from(value.reveal()).toString('utf8').trim();
