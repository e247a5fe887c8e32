import type {Task} from '../../../domain/model/index.ts';
import {whyNoProgram} from '../../../domain/run-in-task.ts';
import type {ObjectRef} from '../../../panes/pane.ts';
import {ownChild} from '../../../terminal/child/programs.ts';
import {childTrouble} from '../../../terminal/child/run-child.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {targetsOf, wordsOf} from './targets.ts';

/** `x`, `:shell web.1`: gives the terminal to `medianest shell`, and takes it back whatever that does. */
export const openShell = async (model: ConsoleModel, argument: string): Promise<void> => {
  const targets = targetsOf(model, ['task', 'container', 'service'], wordsOf(argument));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const [object, ...others] = targets.objects;
  if (object === undefined || others.length > 0) return model.tell('one shell at a time', 'warning');
  const locked = model.acting.runner.locked();
  if (locked !== null) return model.tell(locked, 'warning');
  const reason = whyNoShell(model.cluster.store, object);
  if (reason !== null) return model.tell(reason, 'warning');
  const where = connectionOf(model);
  if (where === null) {
    return model.tell(
      `run it beside the console, with the same options: medianest shell ${object.name}`,
      'warning',
    );
  }
  const end = await model.terminal.handOver(ownChild(['shell', object.id, ...where]));
  const trouble = childTrouble(end);
  if (trouble !== null) model.tell(`the shell in ${object.name}: ${trouble}`, 'warning');
};

/** How another process of ours reaches the same engine; null where it cannot be told. */
const connectionOf = ({cluster: {endpoint}}: ConsoleModel): readonly string[] | null => {
  const {context, host, transport, why} = endpoint;
  if (why === 'DOCKER_HOST') return [];
  if (context !== 'default') return ['--context', context];
  return transport.kind === 'tcp' && transport.tls !== null ? null : ['--host', host];
};

/** What can be told before the terminal is given away. */
const whyNoShell = (
  {table}: ConsoleModel['cluster']['store'],
  {kind, id, name}: ObjectRef,
): string | null => {
  const task = kind === 'task' ? table('tasks').get(id) : undefined;
  if (task !== undefined) return whyNoProgram(task, name);
  const container = kind === 'container' ? table('containers').get(id) : undefined;
  if (container !== undefined && container.state !== 'running')
    return `${name} is ${container.state}: nothing can be run in it`;
  const runs = ({serviceId, state}: Task) => serviceId === id && state === 'running';
  return kind === 'service' && ![...table('tasks').values()].some(runs) ? `no task of ${name} runs` : null;
};
