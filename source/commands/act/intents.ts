import {isEmptyPatch} from '../../actions/edit/service-patch.ts';
import type {Intent} from '../../actions/intent.ts';
import {lastUndoable} from '../../actions/journal/journal.ts';
import type {JournalRecord} from '../../actions/journal/record.ts';
import {readLabelWords} from '../../actions/label-changes.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import type {ActOptions} from '../arguments/read-act.ts';

import {findObject} from '../describe/find-object.ts';

/** What a command line wants done, or what is wrong with it. `usage`: however the cluster is, this cannot be meant. */
export type IntentReading =
  | {readonly kind: 'intents'; readonly intents: readonly Intent[]}
  | {readonly kind: 'usage' | 'unknown'; readonly message: string};

interface Line {
  readonly operands: readonly string[];
  readonly options: ActOptions;
  readonly store: ClusterStore;
  readonly journal: readonly JournalRecord[];
}

/** Reads the operands of an action. Names are looked up in the cluster. */
export function readIntents(command: string, line: Line): IntentReading {
  const [first = ''] = line.operands;
  const simple = serviceActions[command] ?? nodeActions[command];
  switch (command) {
    case 'scale':
      return scaleIntents(line);
    case 'update':
      return updateIntent(line, first);
    case 'node-label':
      return labelIntent(line);
    case 'undo':
      return undoIntent(line);
    default:
      if (simple === undefined) return {kind: 'usage', message: `there is no action "${command}"`};
      return command in serviceActions
        ? withService(line, first, id => simple(id, line.options))
        : withNode(line, first, id => simple(id, line.options));
  }
}

type MakeIntent = (id: string, options: ActOptions) => Intent;

const serviceActions: Readonly<Record<string, MakeIntent>> = {
  restart: service => ({kind: 'restart', service}),
  rollback: service => ({kind: 'rollback', service}),
  'rollout-pause': service => ({kind: 'pause-rollout', service}),
  'rollout-resume': service => ({kind: 'resume-rollout', service}),
  rm: service => ({kind: 'remove-service', service}),
};

const nodeActions: Readonly<Record<string, MakeIntent>> = {
  drain: node => ({kind: 'set-availability', node, availability: 'drain'}),
  pause: node => ({kind: 'set-availability', node, availability: 'pause'}),
  activate: node => ({kind: 'set-availability', node, availability: 'active'}),
  promote: node => ({kind: 'promote', node}),
  demote: node => ({kind: 'demote', node}),
  'node-rm': (node, {force}) => ({kind: 'remove-node', node, force}),
};

function withService({store}: Line, name: string, make: (id: string) => Intent): IntentReading {
  const found = findObject('service', name, [...store.table('services').values()], each => each);
  return found.kind === 'problem'
    ? {kind: 'unknown', message: found.message}
    : {kind: 'intents', intents: [make(found.row.id)]};
}

function withNode({store}: Line, name: string, make: (id: string) => Intent): IntentReading {
  const nodes = [...store.table('nodes').values()];
  const found = findObject('node', name, nodes, ({id, hostname}) => ({id, name: hostname}));
  return found.kind === 'problem'
    ? {kind: 'unknown', message: found.message}
    : {kind: 'intents', intents: [make(found.row.id)]};
}

/** Another image alone has a plan of its own. */
function updateIntent(line: Line, name: string): IntentReading {
  const {image, patch, withRegistryAuth} = line.options;
  if (isEmptyPatch(patch)) {
    return {kind: 'usage', message: 'say what to change: --image IMAGE, --env-add KEY=VALUE, … (see --help)'};
  }
  const isImageAlone =
    image !== null &&
    patch.noHealthcheck !== true &&
    Object.keys(patch.set).length + Object.keys(patch.lists).length === 1;
  return withService(line, name, service =>
    isImageAlone
      ? {kind: 'update-image', service, image, withRegistryAuth}
      : {kind: 'edit-service', service, edit: {patch}, withRegistryAuth},
  );
}

/** Several services at once: `web=5 api=+2 log=-1`. */
function scaleIntents(line: Line): IntentReading {
  const intents: Intent[] = [];
  for (const operand of line.operands) {
    const match = /^([^=]+)=([+-]?)(\d{1,9})$/.exec(operand);
    if (match === null)
      return {kind: 'usage', message: `"${operand}" is not SERVICE=REPLICAS, such as web=5 or web=+2`};
    const [, name = '', sign, digits] = match;
    const count = Number(digits);
    const replicas = sign === '' ? {to: count} : {by: sign === '+' ? count : -count};
    const one = withService(line, name, service => ({kind: 'scale', service, replicas}));
    if (one.kind !== 'intents') return one;
    if (intents.some(other => isSameService(other, one.intents)))
      return {kind: 'usage', message: `"${operand}": ${name} is named twice`};
    intents.push(...one.intents);
  }
  return {kind: 'intents', intents};
}

const isSameService = (other: Intent, [one]: readonly Intent[]): boolean =>
  other.kind === 'scale' && one?.kind === 'scale' && other.service === one.service;

function labelIntent(line: Line): IntentReading {
  const [name = '', ...words] = line.operands;
  const changes = readLabelWords(words);
  if ('fault' in changes) return {kind: 'usage', message: `"${changes.fault}" is neither KEY=VALUE nor KEY-`};
  return withNode(line, name, node => ({kind: 'label-node', node, ...changes}));
}

function undoIntent({operands: [wanted], store, journal}: Line): IntentReading {
  const cluster = store.engineInfo?.clusterId ?? null;
  const record =
    wanted === undefined
      ? lastUndoable(journal, cluster)
      : (journal.find(({id}) => id === wanted || (wanted.length >= 4 && id.startsWith(wanted))) ?? null);
  if (record === null) {
    const message =
      wanted === undefined
        ? 'the journal has nothing of this swarm to take back'
        : `the journal has no action "${wanted}"`;
    return {kind: 'unknown', message};
  }
  if (record.undo === null) return {kind: 'unknown', message: `"${record.title}" cannot be taken back`};
  if (record.where.cluster !== cluster) {
    return {
      kind: 'unknown',
      message: `"${record.title}" was done in another swarm (context ${record.where.context})`,
    };
  }
  return {kind: 'intents', intents: [{kind: 'undo', of: record.id, title: record.title, step: record.undo}]};
}
