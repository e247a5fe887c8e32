import type {FindingStep} from '../../domain/summaries.ts';
import type {Binding, Command, Context} from '../../keymap/command.ts';
import {type CommandId, commands} from '../../keymap/commands.ts';
import {evaluate} from '../../keymap/conditions.ts';
import {formatKey} from '../../keymap/keys.ts';
import {resolveCommand} from '../../keymap/resolve-key.ts';

/** The command that each step is. */
const stepCommands: Readonly<Record<FindingStep, CommandId>> = {
  logs: 'logs.open',
  why: 'look.why',
  describe: 'look.describe',
  rollout: 'service.rollout',
  rollback: 'service.rollback',
  change: 'service.change',
  restart: 'service.restart',
  activate: 'node.activate',
  drain: 'node.drain',
  demote: 'node.demote',
  failover: 'swarm.failover',
  remove: 'object.remove',
  nodes: 'go.nodes',
  swarm: 'swarm.act',
};

/** A key, or the name for the palette, and what it does. */
export interface StepHint {
  readonly keys: string;
  readonly title: string;
}

/** What the keys are, and what is known of the moment beside the selection. */
export interface StepKeys {
  readonly bindings: readonly Binding<CommandId>[];
  /** Why nothing may be changed; null when it may. */
  readonly locked: string | null;
}

/** The keys of the steps as they work on a selected finding about such an object; what does not work now is left out. */
export const stepHints = (
  steps: readonly FindingStep[],
  kind: string | null,
  {bindings, locked}: StepKeys,
): readonly StepHint[] => {
  const context: Context = {
    mode: 'overview',
    pane: 'overview',
    selected: 'yes',
    ...(kind === null ? {} : {kind}),
    ...(locked === null ? {} : {locked}),
  };
  return steps.flatMap(step => {
    const id = stepCommands[step];
    const command: Command | undefined = commands.find(each => each.id === id);
    if (command === undefined || resolveCommand(command, context)?.kind === 'disabled') return [];
    const [binding] = bindings.filter(each => each.command === id && evaluate(each.when, context));
    const [key] = binding?.keys ?? [];
    if (key !== undefined) return [{keys: formatKey(key), title: command.title}];
    const [name] = command.names ?? [];
    return name === undefined ? [] : [{keys: `:${name}`, title: command.title}];
  });
};
