import type {Intent} from '../../../actions/intent.ts';
import type {ObjectKind, ObjectRef} from '../../../panes/pane.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {actOn, targetsOf, wordsOf} from './targets.ts';

/** What removes an object; null where this console cannot. */
const removal = ({kind, id}: ObjectRef): Intent | null => {
  switch (kind) {
    case 'service':
      return {kind: 'remove-service', service: id};
    case 'node':
      return {kind: 'remove-node', node: id, force: false};
    case 'secret':
    case 'config':
    case 'network':
    case 'volume':
      return {kind: 'remove', of: kind, id};
    case 'stack':
      return {kind: 'remove-stack', of: 'stack', id};
    default:
      return null;
  }
};

/** Services first, as people mean them most often. */
const removable: readonly ObjectKind[] = [
  'service',
  'node',
  'stack',
  'secret',
  'config',
  'network',
  'volume',
];

/** `^d`, `:remove web`. */
export const remove = async (model: ConsoleModel, argument: string): Promise<void> => {
  const targets = targetsOf(model, removable, wordsOf(argument));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const intents = targets.objects.flatMap(object => removal(object) ?? []);
  if (intents.length > 0) await actOn(model, intents);
};
