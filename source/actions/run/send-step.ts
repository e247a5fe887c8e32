import {Buffer} from 'node:buffer';
import type {Engine} from '../../engine/engine.ts';
import type {WholeKind} from '../../engine/object-writes.ts';
import {type CreateStep, type Step, stepObjects} from '../plan/step.ts';
import {textAt} from '../spec/json.ts';
import type {RawObject} from '../spec/raw-object.ts';
import {applyChanges} from '../spec/spec-change.ts';
import {deployStack} from './deploy-stack.ts';
import {callLimitMs} from './read-object.ts';
import type {RunnerParts} from './run.ts';
import {sendSwarmStep} from './send-swarm-step.ts';
import type {Sent} from './sent.ts';

const quiet: Sent = {warnings: []};

/** Sends the one call of a step about an object as it is now. */
export async function sendStep(
  step: Step,
  object: RawObject,
  engine: Engine,
  parts: Pick<RunnerParts, 'findRegistryAuth' | 'docker'>,
): Promise<Sent> {
  const signal = AbortSignal.timeout(callLimitMs);
  switch (step.kind) {
    case 'update-service':
      return updateService(step, object, engine, parts);
    case 'create-service':
      return createService(step, engine, parts);
    case 'rollback-service': {
      const options = {rollback: 'previous', registryAuthFrom: 'previous-spec'} as const;
      return {warnings: await engine.updateService(step.id, object.version, object.spec, options, signal)};
    }
    case 'remove-service':
      await engine.removeService(step.id, signal);
      return quiet;
    case 'update-node':
      await engine.updateNode(step.id, object.version, applyChanges(object.spec, step.changes), signal);
      return quiet;
    case 'remove-node':
      await engine.removeNode(step.id, {force: step.force}, signal);
      return quiet;
    case 'update-swarm':
    case 'init-swarm':
    case 'join-swarm':
    case 'leave-swarm':
    case 'unlock-swarm':
      await sendSwarmStep(step, object, engine, signal);
      return quiet;
    case 'deploy-stack':
      return deployStack(step, parts);
    case 'create-secret':
    case 'create-config':
    case 'create-network':
    case 'create-volume':
      return create(step, stepObjects[step.kind], engine, signal);
    case 'remove-secret':
    case 'remove-config':
    case 'remove-network':
    case 'remove-volume':
      // By the id that was just read: a name that is gone might be the beginning of another one's id.
      await engine.removeObject(stepObjects[step.kind], object.id, signal);
      return quiet;
  }
}

async function updateService(
  step: Extract<Step, {kind: 'update-service'}>,
  object: RawObject,
  engine: Engine,
  {findRegistryAuth}: Pick<RunnerParts, 'findRegistryAuth'>,
): Promise<Sent> {
  const spec = applyChanges(object.spec, step.changes);
  const image = textAt(spec, 'TaskTemplate', 'ContainerSpec', 'Image');
  const auth = step.withRegistryAuth === true ? await findRegistryAuth(image) : null;
  const options = auth === null ? {registryAuthFrom: 'spec' as const} : {registryAuth: auth};
  const signal = AbortSignal.timeout(callLimitMs);
  return {warnings: await engine.updateService(step.id, object.version, spec, options, signal)};
}

async function createService(
  {spec, withRegistryAuth}: Extract<Step, {kind: 'create-service'}>,
  engine: Engine,
  {findRegistryAuth}: Pick<RunnerParts, 'findRegistryAuth'>,
): Promise<Sent> {
  const image = textAt(spec, 'TaskTemplate', 'ContainerSpec', 'Image');
  const auth = withRegistryAuth === true ? await findRegistryAuth(image) : null;
  const signal = AbortSignal.timeout(callLimitMs);
  return engine.createService(spec, auth === null ? {} : {registryAuth: auth}, signal);
}

const create = (
  {spec, data}: CreateStep,
  kind: WholeKind,
  engine: Engine,
  signal: AbortSignal,
): Promise<Sent> =>
  engine.createObject(
    kind,
    data === undefined ? spec : {...spec, Data: Buffer.from(data.reveal()).toString('base64')},
    signal,
  );
