import type {IntentOf} from '../../intent.ts';
import {isRecord, textAt, valueAt} from '../../spec/json.ts';
import {type Check, type Plan, type PlanState, type Refusal, refuse} from '../plan.ts';
import {objectNamed, objectsOf, usersOf, verifyPresence} from './object-facts.ts';

/** Networks that every engine has and none gives up. */
const ownNetworks: ReadonlySet<string> = new Set(['bridge', 'host', 'none', 'docker_gwbridge']);

/** Plans to remove a secret, config, network or volume; refused while a service uses it. */
export function planRemove(intent: IntentOf<'remove'>, state: PlanState): Plan | Refusal {
  const {of} = intent;
  const {store, object} = state;
  const known = objectsOf(of, store).find(({id}) => id === object.id);
  const title = `remove ${of} ${known?.name ?? intent.id}`;
  if (known === undefined) return refuse(title, `there is no such ${of}`);
  const users = usersOf(of, known.id, store);
  if (users.length > 0) return refuse(title, `it is in use by ${users.join(', ')}`);
  const fault = networkFault(intent, state);
  if (fault !== null) return refuse(title, fault);
  return {
    kind: 'plan',
    intent,
    title,
    object: objectNamed(of, known.id, known.name),
    version: object.version,
    steps: [{kind: `remove-${of}`, id: known.id, name: known.name}],
    effects: effectsOf(intent, state),
    checks: [{name: 'in use', level: 'ok', reason: 'no service names it'}, ...stackCheck(known.labels)],
    risk: 'destructive',
    tasks: 0,
    expectedMs: 1_000,
    commands: [`docker ${of} rm ${known.name}`],
    undo: null,
    verify: verifyPresence(of, known.id, false),
    settleMs: 0,
  };
}

function networkFault({of, id}: IntentOf<'remove'>, {store, object}: PlanState): string | null {
  if (of !== 'network') return null;
  const network = store.table('networks').get(id);
  if (network?.ingress === true)
    return 'it is the ingress network: published ports of all services would stop to answer';
  if (network !== undefined && ownNetworks.has(network.name)) return 'it is one of the engine itself';
  const containers = valueAt(object.spec, ['Containers']);
  const names = isRecord(containers)
    ? Object.values(containers).map(container => textAt(container, 'Name'))
    : [];
  return names.length === 0 ? null : `containers of this node are attached to it: ${names.join(', ')}`;
}

function effectsOf({of}: IntentOf<'remove'>, {store}: PlanState): readonly string[] {
  switch (of) {
    case 'secret':
      return ['its value is gone for good: no engine gives it out'];
    case 'config':
      return ['its contents are gone for good; keep them first (medianest describe config)'];
    case 'network':
      return ['its addresses are free again'];
    case 'volume': {
      const node = store.engineInfo?.name ?? 'the connected node';
      return [
        `its data on ${node} is gone for good`,
        'volumes of the same name on other nodes are others, and stay',
      ];
    }
  }
}

const stackCheck = (labels: Readonly<Record<string, string>>): readonly Check[] => {
  const stack = labels['com.docker.stack.namespace'];
  return stack === undefined
    ? []
    : [
        {
          name: 'stack',
          level: 'warning',
          reason: `it belongs to the stack ${stack}, whose next deployment makes it again`,
        },
      ];
};
