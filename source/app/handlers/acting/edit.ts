import type {EditorAnswer} from '../../../actions/edit/text/edit-text.ts';
import {keepText} from '../../../actions/edit/text/keep-text.ts';
import type {Intent} from '../../../actions/intent.ts';
import {faultInWords} from '../../../domain/fault-words.ts';
import type {ObjectRef} from '../../../panes/pane.ts';
import {editText} from '../../../terminal/child/edit-text.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {actAndWatch} from './rollouts.ts';
import {targetsOf, wordsOf} from './targets.ts';

/** `e`, `:edit web`: the whole spec in the person's own editor; what was changed becomes a plan. */
export const edit = async (model: ConsoleModel, argument: string): Promise<void> => {
  const targets = targetsOf(model, ['service'], wordsOf(argument));
  if (targets.kind === 'problem') return model.tell(targets.message, 'warning');
  const [service, ...others] = targets.objects;
  if (service === undefined || others.length > 0) return model.tell('edit one service at a time', 'warning');
  const locked = model.acting.runner.locked();
  if (locked !== null) return model.tell(locked, 'warning');
  try {
    await editOne(model, service);
  } catch (error) {
    model.tell(`the spec could not be edited: ${faultInWords(error)}`, 'critical');
  }
};

const editOne = async (model: ConsoleModel, service: ObjectRef): Promise<void> => {
  // The parser of YAML is for those who edit only.
  const {editSpec} = await import('../../../actions/edit/text/edit-spec.ts');
  const inspected = await model.cluster.inspect('service', service.id, AbortSignal.timeout(10_000));
  const name = `${service.name}.yaml`;
  const ask = (text: string): Promise<EditorAnswer> =>
    editText({text, name, env: process.env}, model.terminal.handOver);
  const edited = await editSpec(service.name, inspected, ask);
  if (edited.kind === 'unchanged') return model.tell('nothing was changed');
  if (edited.kind === 'given-up') {
    return model.tell(`not edited: ${edited.reason}${await keptWords(edited.text, name)}`, 'warning');
  }
  const isBegun = await actAndWatch(model, [service], (): Intent => edited.intent);
  if (!isBegun) model.tell(`nothing was changed${await keptWords(edited.text, name)}`, 'warning');
};

/** What was typed is not lost with the plan. */
const keptWords = async (text: string | null, name: string): Promise<string> => {
  if (text === null) return '';
  const file = await keepText(text, name);
  return file === null ? '' : `; what you typed is kept in ${file}`;
};
