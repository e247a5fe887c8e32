import {agentServiceName, hasAgent, isAgentService} from '../../../domain/agent-service.ts';
import type {IntentOf} from '../../intent.ts';
import {createdId} from '../../spec/created-id.ts';
import {type JsonRecord, textAt} from '../../spec/json.ts';
import {diffSpecs, inverted} from '../../spec/spec-change.ts';
import {
  type Check,
  type ImageAnswer,
  type Plan,
  type PlanState,
  type PlanStore,
  type Refusal,
  refuse,
  type Verification,
  type VerifyState,
} from '../plan.ts';
import {imageChecks, imagePath, pinned, withImage} from '../services/pin-image.ts';
import {counted} from '../services/service-facts.ts';
import {verifyService} from '../services/verify-service.ts';
import type {Step} from '../step.ts';
import {agentSpec, isSocketPath, withAll} from './agent-spec.ts';

type Deploy = IntentOf<'deploy-agent'>;

/** Plans the service that reports on every node: made anew, or brought up to what is wanted. */
export function planDeployAgent(intent: Deploy, state: PlanState): Plan | Refusal {
  const {image, withRegistryAuth} = intent;
  const {store, object} = state;
  const title = `deploy the agent from ${image}`;
  const fault = faultOf(intent, state);
  if (fault !== null) return refuse(title, fault);
  const spec = withImage(agentSpec(intent, store.engineInfo?.apiVersion ?? ''), image, state.image);
  const isThere = object.version > 0;
  const step = isThere ? updateStep(object.spec, spec, intent, object.id) : createStep(spec, intent);
  if (step.kind === 'update-service' && step.changes.length === 0)
    return refuse(title, 'it is deployed like this already');
  const nodes = nodesOf(store);
  return {
    kind: 'plan',
    intent,
    title,
    object: {kind: 'service', id: isThere ? object.id : agentServiceName, name: agentServiceName},
    version: object.version,
    steps: [step],
    effects: effectsOf(intent, nodes, isThere),
    checks: [...imageChecks(image, state.image, withRegistryAuth), ...socketChecks(intent)],
    risk: 'disruptive',
    tasks: nodes,
    expectedMs: 15_000,
    commands: [commandOf(intent, pinned(image, state.image), isThere)],
    undo:
      step.kind === 'update-service'
        ? {...step, changes: inverted(step.changes)}
        : {kind: 'remove-service', id: createdId('service', step.name), name: step.name},
    verify: verifyAgent(isThere ? object.id : null),
    settleMs: 2_000,
  };
}

function faultOf({image, socket}: Deploy, {store, object, image: answer}: PlanState): string | null {
  if (image.trim() === '') return 'say which image: npm run image -- REF --push builds and pushes one';
  if (!isSocketPath(socket) && !/^tcp:\/\/[^/\s]+:\d+$/.test(socket))
    return `"${socket}" is neither the path of a socket nor tcp://HOST:PORT`;
  const known = store.table('services').get(object.id);
  if (known !== undefined && !isAgentService(known))
    return `there is a service of the name ${agentServiceName} that is no agent`;
  if (nodesOf(store) > 1 && isMissing(answer))
    return `the registry has no image ${image}, and nodes could not pull it: npm run image -- ${image} --push builds and pushes it`;
  return null;
}

/** The registry was asked and has none; one that cannot be asked may still have it. */
const isMissing = (answer: ImageAnswer | null): boolean =>
  answer?.kind === 'unknown' && /manifest unknown|not found|no such manifest/i.test(answer.reason);

const nodesOf = (store: PlanStore): number =>
  [...store.table('nodes').values()].filter(node => hasAgent(node) && node.os !== 'windows').length;

type ServiceStep = Extract<Step, {kind: 'create-service' | 'update-service'}>;

const createStep = (spec: JsonRecord, {withRegistryAuth}: Deploy): ServiceStep => ({
  kind: 'create-service',
  id: agentServiceName,
  name: agentServiceName,
  spec,
  ...(withRegistryAuth ? {withRegistryAuth: true} : {}),
});

const updateStep = (
  before: JsonRecord,
  wanted: JsonRecord,
  {withRegistryAuth}: Deploy,
  id: string,
): ServiceStep => ({
  kind: 'update-service',
  id,
  name: agentServiceName,
  changes: diffSpecs(before, withAll(before, {...wanted, Name: textAt(before, 'Name')})),
  ...(withRegistryAuth ? {withRegistryAuth: true} : {}),
});

const effectsOf = ({everyMs, socket}: Deploy, nodes: number, isThere: boolean): readonly string[] => [
  `${counted(nodes, 'node')} ${nodes === 1 ? 'gets' : 'get'} ${isThere ? 'its agent anew' : 'an agent'}, and each node that joins`,
  `it reads every ${everyMs / 1_000} s what containers use, and what happens to them at once`,
  'no ports, no networks of its own, a read-only root, no capabilities; at most half a core and 128 MiB',
  ...(isSocketPath(socket) ? [`it is given ${socket} of its node`] : [`it asks ${socket}`]),
];

const socketChecks = ({socket}: Deploy): readonly Check[] =>
  isSocketPath(socket)
    ? [
        {
          name: 'socket',
          level: 'warning',
          reason:
            'whoever can change this service or its image controls all nodes; the agent itself only reads (docs/agent.md)',
        },
      ]
    : [{name: 'socket', level: 'ok', reason: 'the proxy decides what the agent may ask'}];

const commandOf = ({everyMs, socket}: Deploy, image: string, isThere: boolean): string => {
  const path = imagePath.at(-1) ?? '';
  if (isThere) return `docker service update --${path.toLowerCase()} ${image} ${agentServiceName}`;
  const mount = isSocketPath(socket)
    ? `--mount type=bind,source=${socket},target=/var/run/docker.sock,readonly `
    : '';
  return `docker service create --name ${agentServiceName} --label medianest.role=agent --mode global --read-only --cap-drop ALL ${mount}--limit-memory 128M --limit-cpu 0.5 --limit-pids 64 --log-driver json-file --log-opt max-size=1m ${image} agent --every ${everyMs}ms`;
};

/** Every node that can has one that runs. An engine tells of a new global service before its tasks. */
const verifyAgent =
  (knownId: string | null) =>
  (now: VerifyState): Verification => {
    const id = knownId ?? now.after?.id ?? '';
    const row = now.store.derived('services').get(id);
    if (row === undefined && knownId === null) return {kind: 'pending', detail: 'waiting for the service'};
    const verdict = verifyService({id, replaces: false, ends: ['completed']})(now);
    const [running, wanted] = [row?.replicas.running ?? 0, nodesOf(now.store)];
    return verdict.kind === 'done' && running < wanted
      ? {kind: 'pending', detail: `${running}/${wanted} nodes have an agent`}
      : verdict;
  };
