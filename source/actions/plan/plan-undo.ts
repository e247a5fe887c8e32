import type {Node, Service} from '../../domain/model/index.ts';
import type {WholeKind} from '../../engine/object-writes.ts';
import type {IntentOf} from '../intent.ts';
import type {ObjectKind} from '../object-kind.ts';
import {isSameJson} from '../spec/json.ts';
import {redacted} from '../spec/redact.ts';
import {applyChanges, conflictsIn, diffSpecs, inverted, type SpecChange} from '../spec/spec-change.ts';
import type {ActionRule} from './action-rule.ts';
import {editParts} from './edits/edit-parts.ts';
import {nodePlan, verifyNode} from './nodes/node-plan.ts';
import {planRemove} from './objects/remove-object.ts';
import {type Plan, type PlanState, type Refusal, refuse} from './plan.ts';
import {planRollback} from './services/rollback.ts';
import {servicePlan} from './services/service-plan.ts';
import {stepObjects} from './step.ts';
import {swarmPlan, verifySwarm} from './swarm/swarm-plan.ts';
import type {SwarmStep} from './swarm/swarm-step.ts';

type Undo = IntentOf<'undo'>;

/** Taking back what a journalled action did. What others have changed since is never written over. */
export const undoRule: ActionRule<'undo'> = {
  plan(intent, state) {
    const {store} = state;
    const {id} = state.object;
    const kind = stepObjects[intent.step.kind];
    const service = kind === 'service' ? store.table('services').get(id) : undefined;
    if (service !== undefined) return planServiceUndo(intent, service, state);
    const node = kind === 'node' ? store.table('nodes').get(id) : undefined;
    if (node !== undefined) return planNodeUndo(intent, node, state);
    if (intent.step.kind === 'update-swarm') return planSwarmUndo(intent, intent.step, state);
    if (isWhole(kind) && intent.step.kind.startsWith('remove-')) {
      const plan = planRemove({kind: 'remove', of: kind, id}, state);
      return {...plan, title: `undo: ${intent.title}`, ...(plan.kind === 'plan' ? {intent} : {})};
    }
    return refuse(`undo: ${intent.title}`, `the ${kind} "${intent.step.name}" is not there any more`);
  },
};

const isWhole = (kind: ObjectKind): kind is WholeKind =>
  kind === 'secret' || kind === 'config' || kind === 'network' || kind === 'volume';

function planServiceUndo(intent: Undo, service: Service, state: PlanState): Plan | Refusal {
  const {step} = intent;
  const title = `undo: ${intent.title}`;
  if (step.kind === 'rollback-service') return rollForward(intent, service, state);
  if (step.kind !== 'update-service') return refuse(title, 'this cannot be undone');
  const refusal = conflictRefusal(title, step.changes, state);
  if (refusal !== null) return refusal;
  const after = applyChanges(state.object.spec, step.changes);
  return servicePlan(
    {intent, service, state},
    {
      title,
      steps: [step],
      ...editParts(service, step.changes, after, state),
      risk: 'disruptive',
      commands: [],
      undo: {...step, changes: inverted(step.changes)},
    },
  );
}

/** A rollback is undone by a second one, but only while that would bring back just what the first one took. */
function rollForward(intent: Undo, service: Service, state: PlanState): Plan | Refusal {
  const {spec, previousSpec} = state.object;
  const wanted = 'changes' in intent.step ? intent.step.changes : [];
  const would = previousSpec === null ? [] : diffSpecs(spec, previousSpec);
  if (!isSameSet(wanted.map(redacted), would.map(redacted))) {
    return refuse(
      `undo: ${intent.title}`,
      `${service.name} was changed since: its previous spec is not the one that the rollback left`,
    );
  }
  const plan = planRollback({intent, service, state});
  return plan.kind === 'refusal' ? plan : {...plan, title: `undo: ${intent.title}`};
}

const isSameSet = (a: readonly SpecChange[], b: readonly SpecChange[]): boolean =>
  a.length === b.length &&
  a.every(one =>
    b.some(
      other =>
        isSameJson([...one.path], [...other.path]) &&
        isSameJson(one.before, other.before) &&
        isSameJson(one.after, other.after),
    ),
  );

function planNodeUndo(intent: Undo, node: Node, state: PlanState): Plan | Refusal {
  const {step} = intent;
  const title = `undo: ${intent.title}`;
  if (step.kind !== 'update-node') return refuse(title, 'this cannot be undone');
  const refusal = conflictRefusal(title, step.changes, state);
  if (refusal !== null) return refusal;
  return nodePlan(
    {intent, node, state},
    {
      title,
      steps: [step],
      effects: [],
      checks: [],
      risk: 'disruptive',
      tasks: 0,
      expectedMs: 1_000,
      commands: [],
      undo: {...step, changes: inverted(step.changes)},
      verify: verifyNode(node.id, () => ({kind: 'done', detail: `${node.hostname} is as before`})),
    },
  );
}

function planSwarmUndo(
  intent: Undo,
  step: Extract<SwarmStep, {kind: 'update-swarm'}>,
  state: PlanState,
): Plan | Refusal {
  const title = `undo: ${intent.title}`;
  const refusal = conflictRefusal(title, step.changes, state);
  if (refusal !== null) return refusal;
  return swarmPlan(intent, state, {
    title,
    steps: [step],
    effects: [],
    checks: [],
    risk: 'disruptive',
    expectedMs: 1_000,
    commands: [],
    undo: {...step, changes: inverted(step.changes)},
    verify: verifySwarm(() => ({kind: 'done', detail: 'the swarm is as before'})),
  });
}

function conflictRefusal(title: string, changes: readonly SpecChange[], {object}: PlanState): Refusal | null {
  const conflicts = conflictsIn(object.spec, changes);
  if (conflicts.length === 0) return null;
  return {
    kind: 'refusal',
    title,
    reasons: ['it was changed by someone else since; nothing is written over'],
    conflicts,
  };
}
