import {compareStack, type Running, type ServiceDiff, type StackDiff} from '../../compose/compare.ts';
import {fullName, isExternal} from '../../compose/full-names.ts';
import {withReplicas} from '../../compose/parse-compose.ts';
import type {IntentOf} from '../../intent.ts';
import type {ObjectRef} from '../../object-kind.ts';
import {isRecord, textAt, valueAt} from '../../spec/json.ts';
import {sealed} from '../../spec/sealed.ts';
import {objectNamed, objectsOf} from '../objects/object-facts.ts';
import {type Check, type Plan, type PlanState, type PlanStore, type Refusal, refuse} from '../plan.ts';
import {diffWords} from './deploy-words.ts';
import {networkNames, runningOf, servicesOf} from './stack-facts.ts';
import type {DeployStackStep} from './stack-step.ts';
import {verifyStack} from './verify-stack.ts';

type Deploy = IntentOf<'deploy-stack'>;

/** The services that run, and the configs whose contents the file gives. */
export const deployReads = ({id, from}: Deploy, store: PlanStore): readonly ObjectRef[] => [
  ...servicesOf(id, store),
  ...[...from.contents.keys()].flatMap((key): readonly ObjectRef[] => {
    const name = fullName(from.file, id, 'configs', key);
    const known = objectsOf('config', store).find(config => config.name === name);
    return known === undefined ? [] : [{kind: 'config', id: known.id}];
  }),
];

/** Plans `docker stack deploy`, with what it means for each service. */
export function planDeployStack(intent: Deploy, state: PlanState): Plan | Refusal {
  const {id: stack, from, prune, takesReplicas, withRegistryAuth} = intent;
  const {store, others} = state;
  const title = `deploy stack ${stack}`;
  if (!from.canDeploy && !intent.onlyCompares)
    return refuse(
      title,
      'there is no docker CLI on this machine, which alone can deploy a stack: install one, or do it on a manager',
    );
  const running = runningOf(
    stack,
    servicesOf(stack, store).flatMap(({id}) => others.get(id) ?? []),
  );
  const scope = {stack, file: from.file};
  const networks = networkNames(store);
  const diff = compareStack({scope, running, networks, prune, takesReplicas});
  const faults = [
    ...missingExternals(intent, store),
    ...changedConfigs(intent, state),
    ...changedModes(diff),
  ];
  if (faults.length > 0) return refuse(title, ...faults);
  const step = stepOf(intent, diff, running);
  const removes = diff.services.some(({kind}) => kind === 'removed');
  const replaces = diff.services.some(service => service.kind === 'updated' && service.replacesTasks);
  const touched = diff.services.filter(({kind}) => kind === 'updated' || kind === 'new');
  return {
    kind: 'plan',
    intent,
    title,
    object: objectNamed('stack', stack, stack),
    version: 0,
    steps: [step],
    effects: [...diffWords(diff), ...declaredWords(intent, store)],
    checks: [
      ...from.notes.map(note => warning('file', note)),
      ...tagCheck(step.resolveImage === 'always'),
      ...unsureCheck(diff),
    ],
    risk: removes ? 'destructive' : replaces ? 'disruptive' : 'safe',
    tasks: 0,
    expectedMs: 10_000 + 15_000 * touched.length,
    commands: [
      `docker stack deploy ${prune ? '--prune ' : ''}${withRegistryAuth ? '--with-registry-auth ' : ''}--resolve-image ${step.resolveImage} --compose-file - ${stack}`,
    ],
    undo: null,
    verify: verifyStack(stack, diff),
    settleMs: 0,
  };
}

function stepOf(
  {id: stack, from, prune, withRegistryAuth}: Deploy,
  diff: StackDiff,
  running: readonly Running[],
): DeployStackStep {
  const kept = new Map([...diff.keptReplicas].map(([name, {now}]) => [name, now]));
  const text = kept.size === 0 ? from.text : withReplicas(from.text, kept);
  return {
    kind: 'deploy-stack',
    id: stack,
    name: stack,
    data: sealed(new TextEncoder().encode(text)),
    folder: from.folder,
    services: diff.services.map(describe),
    prune,
    resolveImage: driftsFromLabels(diff, running) ? 'always' : 'changed',
    withRegistryAuth,
  };
}

const warning = (name: string, reason: string): Check => ({name, level: 'warning', reason});

/** For the journal and for looking again: what it did to each service, without values. */
const describe = (service: ServiceDiff) => ({
  name: service.name,
  becomes: service.kind,
  fields: service.kind === 'updated' ? service.changes.map(({path}) => path.join('.')) : [],
});

function missingExternals({from: {file}, id: stack}: Deploy, store: PlanStore): readonly string[] {
  const kinds = {networks: 'network', secrets: 'secret', configs: 'config'} as const;
  return (['networks', 'secrets', 'configs'] as const).flatMap(kind => {
    const declared = valueAt(file, [kind]);
    const known = new Set(objectsOf(kinds[kind], store).map(({name}) => name));
    return Object.keys(isRecord(declared) ? declared : {})
      .filter(key => isExternal(file, kind, key) && !known.has(fullName(file, stack, kind, key)))
      .map(key => `the external ${kinds[kind]} "${fullName(file, stack, kind, key)}" is not there`);
  });
}

/** Docker would begin and then stop half-way. */
const changedConfigs = ({from, id: stack}: Deploy, {store, others}: PlanState): readonly string[] =>
  [...from.contents].flatMap(([key, data]) => {
    const name = fullName(from.file, stack, 'configs', key);
    const known = objectsOf('config', store).find(config => config.name === name);
    const now = known === undefined ? undefined : others.get(known.id);
    const wanted = Buffer.from(data.reveal()).toString('base64');
    return now === undefined || textAt(now.spec, 'Data') === wanted
      ? []
      : [
          `the config "${name}" has other contents in the file, and no config can be changed: give it another name, or medianest config rotate ${name}`,
        ];
  });

const changedModes = ({services}: StackDiff): readonly string[] =>
  services.flatMap(service =>
    service.kind === 'updated' && service.changes.some(({path}) => path.join('.') === 'deploy.mode')
      ? [`${service.name}: the engine cannot change the mode of a service: remove it first`]
      : [],
  );

/** Docker looks only at its own note of the image, which a change by hand does not touch. */
const driftsFromLabels = ({services}: StackDiff, running: readonly Running[]): boolean =>
  services.some(service => {
    const image =
      service.kind === 'updated' ? service.changes.find(({path}) => path[0] === 'image') : undefined;
    const spec = running.find(({name}) => name === service.name)?.spec;
    return image !== undefined && textAt(spec, 'Labels', 'com.docker.stack.image') === image.after;
  });

const tagCheck = (looksUpTags: boolean): readonly Check[] =>
  looksUpTags
    ? [
        warning(
          'images',
          'an image was changed by hand; to take the file’s, docker looks every tag up anew, and tags that moved bring new images',
        ),
      ]
    : [{name: 'images', level: 'ok', reason: 'tags that did not change in the file are not looked up again'}];

const unsureCheck = ({services}: StackDiff): readonly Check[] =>
  services.some(({cannotTell}) => cannotTell.length > 0)
    ? [warning('diff', 'some fields cannot be compared; where they differ, tasks may be replaced')]
    : [];

/** What else the file brings, and what of it cannot be compared. */
const declaredWords = ({from: {file}, id: stack}: Deploy, store: PlanStore): readonly string[] =>
  (['network', 'secret', 'config'] as const).flatMap(kind => {
    const declared = valueAt(file, [`${kind}s`]);
    const known = new Set(objectsOf(kind, store).map(({name}) => name));
    return Object.keys(isRecord(declared) ? declared : {}).flatMap(key => {
      if (isExternal(file, `${kind}s`, key)) return [];
      const name = fullName(file, stack, `${kind}s`, key);
      if (!known.has(name)) return [`${kind} ${name}: new`];
      return kind === 'secret'
        ? [`secret ${name}: cannot tell whether its value is the same; docker refuses another one`]
        : kind === 'network'
          ? [`network ${name}: stays as it is; docker never changes one`]
          : [];
    });
  });
