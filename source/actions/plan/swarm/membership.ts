import {quorumWithout} from '../../../domain/quorum.ts';
import {textAt} from '../../spec/json.ts';
import {changeAt} from '../../spec/spec-change.ts';
import type {ActionRules} from '../action-rule.ts';
import {allNodes} from '../nodes/node-plan.ts';
import {type Check, type Plan, type PlanState, type Refusal, refuse} from '../plan.ts';
import {enginePlan, verifyEngine} from './swarm-plan.ts';

const joinMs = 5_000;
/** Measured: 16 to 20 s. */
const forceMs = 20_000;
const path = ['Swarm'];

type MembershipKinds = 'init-swarm' | 'join-swarm' | 'leave-swarm' | 'unlock-swarm' | 'force-new-cluster';

/** The connected engine's place in a swarm. */
export const membershipRules: ActionRules<MembershipKinds> = {
  'init-swarm': {
    isLocal: true,
    plan(intent, state) {
      const title = `start a swarm on ${state.object.id}`;
      const refusal = unless('inactive', title, state);
      if (refusal !== null) return refusal;
      const {advertiseAddress} = intent;
      return enginePlan(intent, state, {
        title,
        steps: [
          {
            ...step(state, 'active'),
            kind: 'init-swarm',
            advertiseAddress,
            forceNewCluster: false,
          },
        ],
        effects: [
          `${state.object.id} becomes the first manager of a new swarm; its containers go on`,
          advertiseAddress === ''
            ? 'others reach it under the address that it chooses, which works where it has only one'
            : `others reach it under ${advertiseAddress}`,
        ],
        checks: [],
        risk: 'disruptive',
        expectedMs: joinMs,
        commands: [`docker swarm init${flag('--advertise-addr', advertiseAddress)}`],
        verify: isManager,
      });
    },
  },
  'join-swarm': {
    isLocal: true,
    plan(intent, state) {
      const title = `have ${state.object.id} join the swarm of ${intent.managers.join(', ')}`;
      const refusal = unless('inactive', title, state);
      if (refusal !== null) return refusal;
      const {managers, token, advertiseAddress} = intent;
      return enginePlan(intent, state, {
        title,
        steps: [{...step(state, 'active'), kind: 'join-swarm', managers, token, advertiseAddress}],
        effects: ['as a worker or a manager, as the token says; its containers go on'],
        checks: [],
        risk: 'disruptive',
        expectedMs: joinMs,
        commands: [
          `docker swarm join --token …${flag('--advertise-addr', advertiseAddress)} ${managers.join(' ')}`,
        ],
        verify: verifyEngine(({membership}) =>
          membership.kind === 'manager' || membership.kind === 'worker'
            ? {kind: 'done', detail: `it has joined as a ${membership.kind}`}
            : {kind: 'pending', detail: `not let in yet (${membership.kind})`},
        ),
      });
    },
  },
  'leave-swarm': {isLocal: true, plan: planLeave},
  'unlock-swarm': {
    isLocal: true,
    plan(intent, state) {
      const title = `unlock ${state.object.id}`;
      const refusal = unless('locked', title, state);
      if (refusal !== null) return refusal;
      return enginePlan(intent, state, {
        title,
        steps: [{...step(state, 'active'), kind: 'unlock-swarm', key: intent.key}],
        effects: ['it takes its place among the managers again'],
        checks: [],
        risk: 'safe',
        expectedMs: joinMs,
        commands: ['docker swarm unlock'],
        verify: isManager,
      });
    },
  },
  'force-new-cluster': {
    isLocal: true,
    plan(intent, state) {
      const title = `make a new swarm from what ${state.object.id} holds of the lost one`;
      const refusal = unless('no-quorum', title, state);
      if (refusal !== null) return refusal;
      const {advertiseAddress, backup} = intent;
      return enginePlan(intent, state, {
        title,
        steps: [{...step(state, 'active'), kind: 'init-swarm', advertiseAddress, forceNewCluster: true}],
        effects: [
          `${state.object.id} becomes the only manager; services, tasks, secrets, configs and nodes are kept as it last knew them`,
          'every other manager loses its vote; start them one at a time afterwards: two at once could form the old quorum again',
          'what was changed on managers that this one had lost touch with is gone',
        ],
        checks: [backupCheck(backup)],
        risk: 'destructive',
        expectedMs: forceMs,
        commands: [`docker swarm init --force-new-cluster${flag('--advertise-addr', advertiseAddress)}`],
        verify: isManager,
      });
    },
  },
};

const step = ({object}: PlanState, after: string) => ({
  id: object.id,
  name: object.id,
  changes: [changeAt(object.spec, path, after)],
});

const flag = (name: string, value: string): string => (value === '' ? '' : ` ${name} ${value}`);

const isManager = verifyEngine(({membership}, store) =>
  membership.kind === 'manager' && store.freshness('nodes').kind === 'live' && store.quorum !== null
    ? {kind: 'done', detail: `it is a manager; ${store.quorum.managers} in all`}
    : {kind: 'pending', detail: `not a working manager yet (${membership.kind})`},
);

/** What an engine must be for this to make sense. */
function unless(
  wanted: 'inactive' | 'locked' | 'no-quorum',
  title: string,
  {object}: PlanState,
): Refusal | null {
  const now = textAt(object.spec, ...path);
  if (now === wanted) return null;
  const words: Readonly<Record<typeof wanted, string>> = {
    inactive: `${object.id} is part of a swarm (${now}); let it leave first: medianest swarm leave`,
    locked: `${object.id} is not locked (${now})`,
    'no-quorum': `${object.id} has not lost its quorum (${now}): this would take the other managers out of a swarm that works`,
  };
  return refuse(title, words[wanted]);
}

const backupCheck = (backup: string | null): Check =>
  backup === null
    ? {
        name: 'backup',
        level: 'warning',
        reason: 'there is no copy of the Raft state: if this goes wrong, nothing can be tried again',
      }
    : {name: 'backup', level: 'ok', reason: `the Raft state was copied to ${backup}`};

function planLeave(intent: Extract<Plan['intent'], {kind: 'leave-swarm'}>, state: PlanState): Plan | Refusal {
  const {object, store} = state;
  const title = `have ${object.id} leave the swarm`;
  if (textAt(object.spec, ...path) === 'inactive') return refuse(title, `${object.id} is in no swarm`);
  const info = store.engineInfo;
  const isMember = info?.membership.kind === 'manager' || info?.membership.kind === 'no-quorum';
  const outlook = isMember ? managerOutlook(title, intent.force, state) : {effects: [], checks: []};
  if ('kind' in outlook) return outlook;
  return enginePlan(intent, state, {
    title,
    steps: [{...step(state, 'inactive'), kind: 'leave-swarm', force: intent.force}],
    effects: [
      'its tasks stop here and are started elsewhere',
      'it must join anew to come back; the old entry stays in the list of nodes until it is removed (node-rm)',
      ...outlook.effects,
    ],
    checks: outlook.checks,
    risk: 'destructive',
    expectedMs: joinMs,
    commands: [`docker swarm leave${intent.force ? ' --force' : ''}`],
    verify: verifyEngine(({membership}) =>
      membership.kind === 'inactive'
        ? {kind: 'done', detail: 'it is in no swarm any more'}
        : {kind: 'pending', detail: `leaving (${membership.kind})`},
    ),
  });
}

/** A manager that leaves is not demoted: to the others it is lost, and still counts. */
function managerOutlook(
  title: string,
  isForced: boolean,
  {store}: PlanState,
): Refusal | {readonly effects: readonly string[]; readonly checks: readonly Check[]} {
  const nodeId = store.engineInfo?.nodeId ?? null;
  const nodes = allNodes(store);
  const change = nodeId === null ? null : quorumWithout(nodes, nodeId);
  const quorum = store.quorum;
  const isKnown = store.freshness('nodes').kind === 'live' && quorum !== null && change !== null;
  const isLast = isKnown && change.after === null;
  if (!isForced)
    return refuse(
      title,
      isLast
        ? 'it is the last manager: with it the swarm is gone, its services, secrets and configs for good; --force does it all the same'
        : 'it is a manager: demote it first, or the others keep counting it as lost; --force does it all the same',
    );
  if (isLast)
    return {
      effects: ['it is the last manager: the swarm, its services, secrets and configs are gone for good'],
      checks: [],
    };
  if (!isKnown)
    return {
      effects: [],
      checks: [
        {
          name: 'quorum',
          level: 'warning',
          reason: 'what the other managers make of it cannot be seen from here',
        },
      ],
    };
  const left = quorum.reachable - 1;
  if (quorum.hasQuorum && left < quorum.needed)
    return refuse(
      title,
      `quorum would be lost: a manager that leaves without being demoted still counts, and ${left} of ${quorum.managers} would be reachable, ${quorum.needed} are needed`,
    );
  return {
    effects: [],
    checks: [
      {
        name: 'quorum',
        level: 'warning',
        reason: `to the others it is a lost manager that still counts: ${left} of ${quorum.managers} reachable; demote it there afterwards`,
      },
    ],
  };
}
