import {Buffer} from 'node:buffer';
import {readFile} from 'node:fs/promises';
import {resolve} from 'node:path';
import type {Intent} from '../../../actions/intent.ts';
import {nameFault} from '../../../actions/plan/objects/object-facts.ts';
import {type Sealed, sealed} from '../../../actions/spec/sealed.ts';
import {faultInWords, readFaultInWords} from '../../../domain/fault-words.ts';
import type {ObjectKind, ObjectRef} from '../../../panes/pane.ts';
import {editText} from '../../../terminal/child/edit-text.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {completePath, withHome} from '../../dialogs/complete-path.ts';
import {targetsOf, wordsOf} from './targets.ts';

/** `r` on a secret or config, `:rotate db_pw new.txt`: a new version of it from a file, or as it is typed. */
export const rotate = async (model: ConsoleModel, argument: string): Promise<void> => {
  const words = wordsOf(argument);
  const path = words.length > 1 ? words.at(-1) : undefined;
  const object = oneOf(model, ['secret', 'config'], path === undefined ? words : words.slice(0, -1));
  if (object === null) return;
  const data = await contentsOf(model, `New version of ${object.name}`, path ?? null);
  if (data !== null && isKept(object.kind))
    await model.act({kind: 'rotate', of: object.kind, id: object.id, data});
};

/** `e` on a config: its contents in the person's own editor; what was changed becomes a new version. */
export const editConfig = async (model: ConsoleModel, argument: string): Promise<void> => {
  const config = oneOf(model, ['config'], wordsOf(argument));
  if (config === null) return;
  try {
    const text = textOf(await model.cluster.inspect('config', config.id, AbortSignal.timeout(10_000)));
    if (text === null) return model.tell('it is no text; rotate it from a file (r)', 'warning');
    const edited = await editText({text, name: config.name, env: process.env}, model.terminal.handOver);
    if (edited.kind === 'unchanged') return model.tell('nothing was changed');
    if (edited.kind === 'failed') return model.tell(`not edited: ${edited.reason}`, 'warning');
    const data = sealed(Buffer.from(edited.text));
    await model.act({kind: 'rotate', of: 'config', id: config.id, data});
  } catch (error) {
    model.tell(`its contents could not be had: ${faultInWords(error)}`, 'critical');
  }
};

/** `:create secret db_pw new.txt`, `:create network back`: asks for what was not said. */
export const create = async (model: ConsoleModel, argument: string): Promise<void> => {
  const [of = '', given = '', path] = wordsOf(argument);
  const kind = (['secret', 'config', 'network', 'volume'] as const).find(
    each => each === (of || shownKind(model)),
  );
  if (kind === undefined)
    return model.tell('create what? :create secret|config|network|volume NAME', 'warning');
  const name = given === '' ? await askName(model, kind) : given;
  if (name === null || name === '') return;
  // Contents are not asked for in vain.
  const fault = nameFault(kind, name);
  if (fault !== null) return model.tell(fault, 'warning');
  if (kind === 'network' || kind === 'volume') {
    const driver = kind === 'network' ? 'overlay' : 'local';
    await model.act({kind: 'create', of: kind, id: name, spec: {Name: name, Driver: driver}});
    return;
  }
  const data = await contentsOf(model, `Contents of ${name}`, path ?? null);
  const intent = (contents: Sealed): Intent => ({
    kind: 'create',
    of: kind,
    id: name,
    spec: {Name: name},
    data: contents,
  });
  if (data !== null) await model.act(intent(data));
};

const isKept = (kind: ObjectKind): kind is 'secret' | 'config' => kind === 'secret' || kind === 'config';

const shownKind = (model: ConsoleModel): string => {
  const {place} = model.focused().panel;
  return place.kind === 'list' ? place.pane.replace(/s$/, '') : '';
};

const oneOf = (
  model: ConsoleModel,
  kinds: readonly ObjectKind[],
  names: readonly string[],
): ObjectRef | null => {
  const targets = targetsOf(model, kinds, names);
  if (targets.kind === 'problem') {
    model.tell(targets.message, 'warning');
    return null;
  }
  const [object, ...others] = targets.objects;
  if (object !== undefined && others.length === 0) return object;
  model.tell('one at a time', 'warning');
  return null;
};

const askName = async (
  model: ConsoleModel,
  kind: Parameters<typeof nameFault>[0],
): Promise<string | null> => {
  const answers = await model.ask({
    title: `Create a ${kind}`,
    fields: [
      {
        id: 'name',
        label: 'Name',
        problem: value => (value.trim() === '' ? 'it needs a name' : nameFault(kind, value.trim())),
      },
    ],
  });
  return answers === null ? null : (answers['name'] ?? '').trim();
};

/** From a file, or as typed without being drawn; null when it was given up or cannot be read. */
const contentsOf = async (
  model: ConsoleModel,
  title: string,
  path: string | null,
): Promise<Sealed | null> => {
  const answers = path === null ? await askContents(model, title) : {file: path};
  if (answers === null) return null;
  const file = (answers['file'] ?? '').trim();
  if (file === '') return sealed(Buffer.from(answers['value'] ?? ''));
  try {
    return sealed(await readFile(resolve(withHome(file))));
  } catch (error) {
    model.tell(readFaultInWords(file, error), 'warning');
    return null;
  }
};

const askContents = (model: ConsoleModel, title: string) =>
  model.ask({
    title,
    lines: [[{text: 'It is never shown, logged or journalled.', tone: 'muted'}]],
    fields: [
      {id: 'file', label: 'File', hint: 'path of a file that has it', complete: completePath},
      {
        id: 'value',
        label: 'Or typed',
        isSecret: true,
        problem: (value, all) =>
          value === '' && (all['file'] ?? '').trim() === '' ? 'name a file, or type it here' : null,
      },
    ],
    submit: 'Plan',
  });

/** Null where the contents are no text. */
const textOf = (inspected: unknown): string | null => {
  const spec = fieldOf(inspected, 'Spec');
  const data = fieldOf(spec, 'Data');
  if (typeof data !== 'string') return null;
  const text = Buffer.from(data, 'base64').toString('utf8');
  return Buffer.from(text, 'utf8').toString('base64') === data ? text : null;
};

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
