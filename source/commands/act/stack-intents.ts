import {dirname, resolve} from 'node:path';
import {readStackFile} from '../../actions/compose/read-stack-file.ts';
import type {ActionCluster} from '../../cluster/open-for-actions.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {ActOptions} from '../arguments/read-act.ts';
import {findObject} from '../describe/find-object.ts';
import type {IntentReading} from './intents.ts';

/** What a command line about a stack says. */
export interface StackLine {
  readonly operands: readonly string[];
  readonly options: ActOptions;
  readonly store: ClusterStore;
  readonly docker: ActionCluster['docker'];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Rejects with the system's own error. */
  readonly readContents: (path: string) => Promise<Uint8Array>;
}

/** What docker takes for the name of a stack. */
const stackName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Reads the operands of commands about stacks; null: it is another command. */
export async function readStackIntents(command: string, line: StackLine): Promise<IntentReading | null> {
  const [stack = ''] = line.operands;
  if (command === 'stack-rm') return removal(stack, line);
  if (command !== 'stack-diff' && command !== 'stack-deploy') return null;
  if (!stackName.test(stack)) return {kind: 'usage', message: `"${stack}" is no name for a stack`};
  const {docker, env, readContents, options} = line;
  const {files, prune, fileReplicas} = options.object;
  if (files.includes('-'))
    return {kind: 'usage', message: 'give the file by its name: other files stand beside it'};
  const reading = await readStackFile({
    paths: files,
    docker,
    readContents,
    variables: env,
    folderOf: path => dirname(resolve(path)),
    inFolder: resolve,
  });
  if (reading.kind === 'fault') return {kind: 'usage', message: reading.message};
  const {withRegistryAuth} = options;
  const {file: from} = reading;
  const onlyCompares = command === 'stack-diff';
  const how = {prune, takesReplicas: fileReplicas, withRegistryAuth, onlyCompares};
  return {kind: 'intents', intents: [{kind: 'deploy-stack', of: 'stack', id: stack, from, ...how}]};
}

function removal(stack: string, {store}: StackLine): IntentReading {
  const rows = [...store.derived('stacks').values()].map(({name}) => ({id: name, name}));
  const found = findObject('stack', stack, rows, row => row);
  return found.kind === 'problem'
    ? {kind: 'unknown', message: found.message}
    : {kind: 'intents', intents: [{kind: 'remove-stack', of: 'stack', id: found.row.name}]};
}
