import {readFile, writeFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {faultInWords} from '../../../domain/fault-words.ts';
import type {ConsoleModel} from '../../console-model.ts';
import {completePath, withHome} from '../../dialogs/complete-path.ts';
import type {FormField} from '../../dialogs/form.ts';
import {targetsOf, wordsOf} from './targets.ts';

/** `r` on a stack, `:deploy shop compose.yml`, `:deploy shop compose.yml prune`: what a compose file would do to it, and then does. */
export const deployStack = async (model: ConsoleModel, argument: string): Promise<void> => {
  const [named, given, how = ''] = wordsOf(argument);
  const stack = named ?? selectedStack(model);
  if (stack === null) return model.tell('select a stack, or :deploy STACK FILE [prune]', 'warning');
  if (how !== '' && how !== 'prune')
    return model.tell(`"${how}" is not understood: :deploy STACK FILE [prune]`, 'warning');
  const asked =
    given === undefined ? await askDeployment(model, stack) : {file: given, prune: how === 'prune'};
  if (asked === null) return;
  const path = withHome(asked.file);
  // The parser of YAML is for those who deploy only.
  const {readStackFile} = await import('../../../actions/compose/read-stack-file.ts');
  const {docker} = model.acting.runner;
  if (docker === null) return model.tell('there is no docker CLI here', 'warning');
  try {
    const reading = await readStackFile({
      paths: [resolve(path)],
      docker,
      readContents: file => readFile(file),
      variables: process.env,
      folderOf: dirname,
      inFolder: resolve,
    });
    if (reading.kind === 'fault') return model.tell(reading.message, 'warning');
    const {prune} = asked;
    const other = {takesReplicas: false, withRegistryAuth: false, onlyCompares: false};
    await model.act({kind: 'deploy-stack', of: 'stack', id: stack, from: reading.file, prune, ...other});
  } catch (error) {
    model.tell(`it cannot be deployed: ${faultInWords(error)}`, 'warning');
  }
};

/** `:export shop compose.yml`: the stack as a compose file. */
export const exportStackTo = async (model: ConsoleModel, argument: string): Promise<void> => {
  const [named, given] = wordsOf(argument);
  const stack = named ?? selectedStack(model);
  if (stack === null) return model.tell('select a stack, or :export STACK FILE', 'warning');
  const path = given ?? (await askFile(model, `Export ${stack}`, 'a new file'));
  if (path === null) return;
  const {stackFile} = await import('../../../actions/compose/stack-file.ts');
  const inspect = (id: string) => model.cluster.inspect('service', id, AbortSignal.timeout(10_000));
  try {
    const {text, leftOut} = await stackFile(stack, model.cluster.store, inspect);
    await writeFile(resolve(path), text, {flag: 'wx'});
    const missing = leftOut.length === 0 ? '' : `; left out: ${leftOut.join(', ')}`;
    model.tell(`saved to ${resolve(path)}${missing}`, leftOut.length === 0 ? 'info' : 'warning');
  } catch (error) {
    model.tell(`not exported: ${faultInWords(error)}`, 'warning');
  }
};

const selectedStack = (model: ConsoleModel): string | null => {
  const targets = targetsOf(model, ['stack'], []);
  const [only, ...others] = targets.kind === 'objects' ? targets.objects : [];
  return only === undefined || others.length > 0 ? null : only.name;
};

const removed = 'are removed (prune)';

const askDeployment = async (
  model: ConsoleModel,
  stack: string,
): Promise<{readonly file: string; readonly prune: boolean} | null> => {
  const answers = await model.ask({
    title: `Deploy ${stack}`,
    fields: [
      fileField('the compose file'),
      {id: 'others', label: 'Services that it does not name', choices: ['stay', removed]},
    ],
    submit: 'Compare',
  });
  if (answers === null) return null;
  return {file: (answers['file'] ?? '').trim(), prune: answers['others'] === removed};
};

const fileField = (hint: string): FormField => ({
  ...{id: 'file', label: 'File', hint, complete: completePath},
  problem: value => (value.trim() === '' ? 'name a file' : null),
});

const askFile = async (model: ConsoleModel, title: string, hint: string): Promise<string | null> => {
  const answers = await model.ask({
    title,
    fields: [fileField(hint)],
  });
  return answers === null ? null : withHome((answers['file'] ?? '').trim());
};
