import {numberAt} from '../../spec/json.ts';
import {changeAt, inverted} from '../../spec/spec-change.ts';
import type {ActionRules} from '../action-rule.ts';
import {allNodes} from '../nodes/node-plan.ts';
import {type Check, type PlanStore, refuse} from '../plan.ts';
import {counted} from '../services/service-facts.ts';
import {swarmName, swarmPlan, verifySwarm} from './swarm-plan.ts';
import type {SwarmStep} from './swarm-step.ts';

const keyMs = 1_000;
/** Every node asks for a new certificate by itself, at the latest after some seconds. */
const rotationMs = 20_000;

type KeyKinds = 'rotate-token' | 'set-autolock' | 'rotate-unlock-key' | 'rotate-ca';

const update = (id: string, part: Partial<Extract<SwarmStep, {kind: 'update-swarm'}>>) =>
  ({kind: 'update-swarm', id, name: swarmName, changes: [], ...part}) as const;

/** Tokens, locks and certificates of a swarm. */
export const keyRules: ActionRules<KeyKinds> = {
  'rotate-token': {
    plan(intent, state) {
      const {role} = intent;
      const rotate = role === 'worker' ? {workerToken: true} : {managerToken: true};
      return swarmPlan(intent, state, {
        title: `make the ${role}s' join token anew`,
        steps: [update(state.object.id, {rotate})],
        effects: [
          `with the present token no machine can join as a ${role} any more`,
          'nodes that have joined stay as they are',
        ],
        checks: [],
        risk: 'disruptive',
        expectedMs: keyMs,
        commands: [`docker swarm join-token --rotate ${role}`],
        undo: null,
        verify: verifySwarm(() => ({kind: 'done', detail: `the ${role}s' token is new`})),
      });
    },
  },
  'set-autolock': {
    plan(intent, state) {
      const {on} = intent;
      const title = `turn autolock ${on ? 'on' : 'off'}`;
      const isOn = state.store.engineInfo?.swarm?.isAutolocked === true;
      if (isOn === on) return refuse(title, `autolock is ${on ? 'on' : 'off'} already`);
      const changes = [changeAt(state.object.spec, ['EncryptionConfig', 'AutoLockManagers'], on)];
      return swarmPlan(intent, state, {
        title,
        steps: [update(state.object.id, {changes})],
        effects: on
          ? [
              'a manager whose engine restarts is locked until it is given the unlock key',
              'keep the key outside of the swarm: medianest swarm unlock-key --show',
            ]
          : ['managers that restart need no key; their Raft state can be read from their disks'],
        checks: [],
        risk: 'disruptive',
        expectedMs: keyMs,
        commands: [`docker swarm update --autolock=${on}`],
        undo: update(state.object.id, {changes: inverted(changes)}),
        verify: verifySwarm(({isAutolocked}) =>
          isAutolocked === on
            ? {kind: 'done', detail: `autolock is ${on ? 'on' : 'off'}`}
            : {kind: 'failed', detail: 'someone else has changed it since'},
        ),
      });
    },
  },
  'rotate-unlock-key': {
    plan(intent, state) {
      const title = 'make the unlock key anew';
      if (state.store.engineInfo?.swarm?.isAutolocked !== true)
        return refuse(title, 'autolock is off: there is no unlock key');
      return swarmPlan(intent, state, {
        title,
        steps: [update(state.object.id, {rotate: {unlockKey: true}})],
        effects: [
          'managers take the new key in by themselves',
          'one that is away meanwhile still needs the old key: keep both for a while',
        ],
        checks: [],
        risk: 'disruptive',
        expectedMs: keyMs,
        commands: ['docker swarm unlock-key --rotate'],
        undo: null,
        verify: verifySwarm(() => ({kind: 'done', detail: 'the unlock key is new'})),
      });
    },
  },
  'rotate-ca': {
    plan(intent, state) {
      const title = 'make the certificate authority anew';
      const {store, object} = state;
      if (store.engineInfo?.swarm?.isRotatingCa === true)
        return refuse(title, `a rotation is going on: ${renewed(store)}`);
      const old = store.engineInfo?.swarm?.issuerKey ?? '';
      if (old === '')
        return refuse(title, 'the engine tells nothing of certificates: none could be seen anew');
      const path = ['CAConfig', 'ForceRotate'];
      const count = numberAt(object.spec, ...path);
      return swarmPlan(intent, state, {
        title,
        steps: [update(object.id, {changes: [changeAt(object.spec, path, count + 1)]})],
        effects: [
          'every node gets a new certificate; tasks go on',
          'all join tokens are new then: the old ones hold a digest of the old authority',
        ],
        checks: awayChecks(store),
        risk: 'disruptive',
        expectedMs: rotationMs,
        commands: ['docker swarm ca --rotate'],
        undo: null,
        verify: verifySwarm((swarm, now) => {
          if (swarm.isRotatingCa) return {kind: 'pending', detail: renewed(now)};
          return swarm.issuerKey === old
            ? {kind: 'pending', detail: 'the authority is still the old one'}
            : {kind: 'done', detail: 'every node has a certificate of the new authority'};
        }),
      });
    },
  },
};

/** How many nodes have a certificate that the present key has signed. */
function renewed(store: PlanStore): string {
  const key = store.engineInfo?.swarm?.issuerKey ?? '';
  const nodes = allNodes(store);
  const left = nodes.filter(({issuerKey}) => issuerKey !== key).map(({hostname}) => hostname);
  const words = `${nodes.length - left.length} of ${counted(nodes.length, 'node')} have new certificates`;
  return left.length === 0
    ? words
    : `${words}; waiting for ${left.slice(0, 4).join(', ')}${left.length > 4 ? ' …' : ''}`;
}

/** A rotation waits for every node of the list, however long it is away. */
function awayChecks(store: PlanStore): readonly Check[] {
  const away = allNodes(store).filter(({state}) => state !== 'ready');
  return [
    away.length === 0
      ? {name: 'nodes', level: 'ok', reason: 'every node is ready'}
      : {
          name: 'nodes',
          level: 'warning',
          reason: `it is not over before ${away.map(({hostname}) => hostname).join(', ')} came back or was removed`,
        },
  ];
}
