import type {Service} from '../../../domain/model/index.ts';
import type {IntentOf} from '../../intent.ts';
import type {ObjectRef} from '../../object-kind.ts';
import {createdId} from '../../spec/created-id.ts';
import {isRecord, type JsonRecord, textAt, valueAt} from '../../spec/json.ts';
import {inverted} from '../../spec/spec-change.ts';
import {
  type Check,
  type Goal,
  type Plan,
  type PlanState,
  type PlanStore,
  type Refusal,
  refuse,
  type Stage,
} from '../plan.ts';
import {replacementOf} from '../services/replace-tasks.ts';
import {jobWarning} from '../services/service-plan.ts';
import {verifyService} from '../services/verify-service.ts';
import type {CreateStep, Step} from '../step.ts';
import {contentsChecks, contentsFault} from './create-object.ts';
import {nameFault, objectNamed, objectsOf, verifyPresence} from './object-facts.ts';
import {replaceReference, targetsOf} from './references.ts';
import {rotatedName} from './rotated-name.ts';

/** The services that use it, whose specs are read for the plan. */
export const rotatedReads = ({of, id}: IntentOf<'rotate'>, store: PlanStore): readonly ObjectRef[] =>
  [...store.usedBy(of, id)].map(service => ({kind: 'service', id: service}));

/**
 * Plans a new version of a secret or config, which the engine cannot change: made under a new name, given to each service
 * in the place of the old one, and the old one removed when nothing uses it any more. All of it is taken back when a
 * rollout fails.
 */
export function planRotate(intent: IntentOf<'rotate'>, state: PlanState): Plan | Refusal {
  const {of, data} = intent;
  const {store, object} = state;
  const all = objectsOf(of, store);
  const old = all.find(({id}) => id === object.id);
  const title = `rotate ${of} ${old?.name ?? intent.id}`;
  if (old === undefined) return refuse(title, `there is no such ${of}`);
  const name = rotatedName(
    old.name,
    all.map(each => each.name),
  );
  const fault = nameFault(of, name) ?? contentsFault(of, data) ?? driverFault(object);
  if (fault !== null) return refuse(title, fault);
  const made: CreateStep = {kind: `create-${of}`, id: name, name, spec: specOf(object.spec, name), data};
  const after = {id: createdId(of, name), name};
  const ids = [...store.usedBy(of, old.id)].sort();
  const updates = ids.flatMap(id => updateOf(id, old.id, after, intent, state) ?? []);
  if (updates.length < ids.length) {
    const others = ids.filter(id => !updates.some(({step}) => step.id === id));
    const users = others.map(id => store.table('services').get(id)?.name ?? id);
    return refuse(title, `used in another way than as a file by ${users.join(', ')}`);
  }
  const removed: Step = {kind: `remove-${of}`, id: old.id, name: old.name};
  const names = updates.map(({service}) => service.name);
  return {
    kind: 'plan',
    intent,
    title: `rotate ${of} ${old.name} to ${name}`,
    object: objectNamed(of, old.id, old.name),
    version: object.version,
    steps: [made, ...updates.map(({step}) => step), removed],
    stages: [
      {goal: null, back: {step: {kind: `remove-${of}`, id: after.id, name}, goal: null}},
      ...updates.map(({stage}) => stage),
      {goal: null, back: null, mayFail: true},
    ],
    effects: effectsOf(old.name, name, updates),
    checks: [
      ...contentsChecks(of, data),
      ...stackCheck(old.labels, old.name, name),
      ...updates.flatMap(({checks}) => checks),
    ],
    risk: 'disruptive',
    tasks: updates.reduce((sum, {tasks}) => sum + tasks, 0),
    expectedMs: updates.reduce((sum, {goal}) => sum + (goal.expectedMs ?? 0), 1_000),
    commands: commandsOf(intent, old.name, name, names, updates),
    undo: null,
    verify: verifyRotation(of, name, names),
    settleMs: 0,
  };
}

function driverFault({spec}: PlanState['object']): string | null {
  const driver = textAt(spec, 'Driver', 'Name');
  return driver === '' ? null : `its value is kept by the driver ${driver}, not by the swarm`;
}

const verifyRotation =
  (of: IntentOf<'rotate'>['of'], name: string, services: readonly string[]): Goal['verify'] =>
  state => {
    const found = verifyPresence(of, name, true)(state);
    if (found.kind !== 'done' || services.length === 0) return found;
    return {...found, detail: `${services.join(', ')} run${services.length === 1 ? 's' : ''} with ${name}`};
  };

interface ServiceUpdate {
  readonly service: Service;
  readonly step: Step;
  readonly stage: Stage;
  readonly goal: Goal;
  readonly tasks: number;
  readonly effects: readonly string[];
  readonly checks: readonly Check[];
  readonly targets: readonly string[];
}

function updateOf(
  id: string,
  old: string,
  after: {readonly id: string; readonly name: string},
  {of}: IntentOf<'rotate'>,
  state: PlanState,
): ServiceUpdate | null {
  const service = state.store.table('services').get(id);
  const object = state.others.get(id);
  const change = object === undefined ? null : replaceReference(of, object.spec, old, after);
  if (service === undefined || object === undefined || change === null) return null;
  const {name} = service;
  const {tasks, expectedMs, effects, checks, settleMs} = replacementOf(
    service,
    {...state, object},
    'UpdateConfig',
  );
  const verify = verifyService({id, replaces: tasks > 0, ends: ['completed']});
  const goal: Goal = {verify, expectedMs, settleMs};
  const step: Step = {kind: 'update-service', id, name, changes: [change]};
  const back: Step = {...step, changes: inverted([change])};
  return {
    service,
    step,
    // The engine may have gone back by itself: then its rollback is what is waited for.
    stage: {
      goal,
      back: {
        step: back,
        goal: {
          ...goal,
          verify: verifyService({id, replaces: tasks > 0, ends: ['completed', 'rollback_completed']}),
        },
      },
    },
    goal,
    tasks,
    effects: effects.map(effect => `${name}: ${effect}`),
    checks: [...checks, ...jobWarning(service)]
      .filter(({level}) => level === 'warning')
      .map(check => ({...check, reason: `${name}: ${check.reason}`})),
    targets: targetsOf(of, object.spec, old),
  };
}

/** The same labels and the same templating as before. */
function specOf(spec: JsonRecord, name: string): JsonRecord {
  const templating = valueAt(spec, ['Templating']);
  const labels = valueAt(spec, ['Labels']);
  return {
    Name: name,
    Labels: isRecord(labels) ? labels : {},
    ...(isRecord(templating) ? {Templating: templating} : {}),
  };
}

const effectsOf = (old: string, name: string, updates: readonly ServiceUpdate[]): readonly string[] =>
  updates.length === 0
    ? ['no service uses it, so none is updated', `${old} is removed`]
    : [
        ...updates.map(
          ({service, targets}) =>
            `${service.name} gets ${name} in the place of ${old}${targets.length === 0 ? '' : `, as ${targets.join(', ')} as before`}`,
        ),
        ...updates.flatMap(({effects}) => effects),
        `${old} is removed when all of them run with ${name}; a rollback of them would need it`,
        'when one of them fails, all go back and the new one is removed',
      ];

const stackCheck = (
  labels: Readonly<Record<string, string>>,
  old: string,
  name: string,
): readonly Check[] => {
  const stack = labels['com.docker.stack.namespace'];
  return stack === undefined
    ? []
    : [
        {
          name: 'stack',
          level: 'warning',
          reason: `it belongs to the stack ${stack}: name ${name} in its file, or the next deployment brings ${old} back`,
        },
      ];
};

const commandsOf = (
  {of}: IntentOf<'rotate'>,
  old: string,
  name: string,
  services: readonly string[],
  updates: readonly ServiceUpdate[],
): readonly string[] => [
  `docker ${of} create ${name} -`,
  ...services.map((service, index) => {
    const target = updates[index]?.targets[0];
    const source = target === undefined ? name : `source=${name},target=${target}`;
    return `docker service update --${of}-rm ${old} --${of}-add ${source} ${service}`;
  }),
  `docker ${of} rm ${old}`,
];
