import {callsForFailover} from '../../../actions/procedure/calls-for.ts';
import type {ProcedureGoal} from '../../../actions/procedure/procedure.ts';
import type {Node} from '../../../domain/model/index.ts';
import type {Line} from '../../../ui/span.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {hasLostQuorum, meetLostQuorum} from './lost-quorum.ts';
import {targetsOf, wordsOf} from './targets.ts';

/** `F`, `:failover`, `:failover node worker-1`: asks what is meant where that was not said. */
export const failOver = async (model: ConsoleModel, argument: string): Promise<void> => {
  const {store} = model.cluster;
  const [what = '', ...names] = wordsOf(argument);
  if (hasLostQuorum(store)) return meetLostQuorum(model);
  if (what === 'quorum') return guide(model, {kind: 'await-quorum'});
  if (what === 'leader' && names.length === 0) return guide(model, {kind: 'hand-over', standby: null});
  if (what === 'manager' && names.length === 0)
    return guide(model, {kind: 'replace-manager', dead: null, by: null});
  const isNamed = what !== '' && !['leader', 'manager', 'node'].includes(what);
  const targets = targetsOf(model, ['node'], isNamed ? [what] : names);
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const [object, ...more] = targets.objects;
  const node = object === undefined ? undefined : store.table('nodes').get(object.id);
  if (node === undefined || more.length > 0)
    return model.tell('one node at a time is failed over', 'warning');
  const goal = goalNamed(isNamed ? '' : what, node) ?? (await askGoal(model, node));
  if (goal !== null) await guide(model, goal);
};

/** `:drain-safely worker-1`. */
export const drainSafely = async (model: ConsoleModel, argument: string): Promise<void> => {
  const targets = targetsOf(model, ['node'], wordsOf(argument));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const [node, ...more] = targets.objects;
  if (node === undefined || more.length > 0)
    return model.tell('one node at a time is drained safely', 'warning');
  await guide(model, {kind: 'drain-safely', node: node.id});
};

const guide = async (model: ConsoleModel, goal: ProcedureGoal): Promise<void> => {
  await model.acting.guide(goal);
};

const goalNamed = (what: string, {id}: Node): ProcedureGoal | null => {
  switch (what) {
    case 'leader':
      return {kind: 'hand-over', standby: id};
    case 'manager':
      return {kind: 'replace-manager', dead: id, by: null};
    case 'node':
      return {kind: 'fail-over-node', node: id};
    default:
      return null;
  }
};

/** What makes sense for a node as it is, the likeliest first. */
const choicesFor = ({id, hostname, manager, state}: Node): readonly (readonly [string, ProcedureGoal])[] => {
  const elsewhere: ProcedureGoal = {kind: 'fail-over-node', node: id};
  return [
    ...(manager !== null && manager.reachability !== 'reachable'
      ? [[`put a worker in the place of ${hostname}`, {kind: 'replace-manager', dead: id, by: null}] as const]
      : []),
    ...(manager?.leader === true
      ? [[`hand the leadership of ${hostname} over`, {kind: 'hand-over', standby: null}] as const]
      : []),
    [`have everything of ${hostname} run elsewhere`, elsewhere] as const,
    ...(state === 'ready' ? [[`drain ${hostname} safely`, {kind: 'drain-safely', node: id}] as const] : []),
  ];
};

const askGoal = async (model: ConsoleModel, node: Node): Promise<ProcedureGoal | null> => {
  const choices = choicesFor(node);
  const titles = choices.map(([title]) => title);
  const calls = callsForFailover(model.cluster.store).filter(call => call.node === node.id);
  const answers = await model.ask({
    title: `Fail over: ${node.hostname}`,
    lines: [
      ...calls.map(({reason}): Line => [{text: `! ${reason}`, tone: 'warning'}]),
      [{text: 'Nothing is begun before its plan was shown.', tone: 'muted'}],
    ],
    fields: [{id: 'what', label: 'What', choices: titles, value: titles[0] ?? ''}],
    submit: 'Plan',
  });
  if (answers === null) return null;
  return choices.find(([title]) => title === answers['what'])?.[1] ?? null;
};
