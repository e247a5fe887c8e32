import type {Intent} from '../../../actions/intent.ts';
import type {ObjectRef} from '../../../panes/pane.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {actOn, targetsOf, wordsOf} from './targets.ts';

/** What removes an object; null where this console cannot. */
const removal = ({kind, id}: ObjectRef): Intent | null => {
  switch (kind) {
    case 'service':
      return {kind: 'remove-service', service: id};
    case 'node':
      return {kind: 'remove-node', node: id, force: false};
    default:
      return null;
  }
};

/** `^d`, `:remove web`. */
export const remove = async (model: ConsoleModel, argument: string): Promise<void> => {
  const targets = targetsOf(model, ['service', 'node'], wordsOf(argument));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const intents = targets.objects.flatMap(object => removal(object) ?? []);
  if (intents.length > 0) await actOn(model, intents);
};
