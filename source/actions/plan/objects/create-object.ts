import type {WholeKind} from '../../../engine/object-writes.ts';
import type {IntentOf} from '../../intent.ts';
import {createdId} from '../../spec/created-id.ts';
import {textAt, valueAt} from '../../spec/json.ts';
import type {Sealed} from '../../spec/sealed.ts';
import {type Check, type Plan, type PlanState, type Refusal, refuse} from '../plan.ts';
import {nameFault, objectNamed, objectsOf, verifyPresence} from './object-facts.ts';

/** Limits of the engine. */
const mostBytes: Readonly<Record<'secret' | 'config', number>> = {secret: 500 * 1_024, config: 1_000 * 1_024};
const lineBreak = 0x0a;

/** Plans a new secret, config, network or volume. */
export function planCreate(intent: IntentOf<'create'>, state: PlanState): Plan | Refusal {
  const {of, id: name, spec, data} = intent;
  const title = `create ${of} ${name}`;
  const fault = nameFault(of, name) ?? contentsFault(of, data);
  if (fault !== null) return refuse(title, fault);
  if (state.object.version > 0 || objectsOf(of, state.store).some(object => object.name === name))
    return refuse(title, `there is a ${of} of this name already`);
  return {
    kind: 'plan',
    intent,
    title,
    object: objectNamed(of, name, name),
    version: 0,
    steps: [{kind: `create-${of}`, id: name, name, spec, ...(data === undefined ? {} : {data})}],
    effects: effectsOf(intent, state),
    checks: contentsChecks(of, data),
    risk: 'safe',
    tasks: 0,
    expectedMs: 1_000,
    commands: [commandOf(intent)],
    undo: {kind: `remove-${of}`, id: createdId(of, name), name},
    verify: verifyPresence(of, name, true),
    settleMs: 0,
  };
}

/** Why the engine would refuse contents; null where it would not. */
export function contentsFault(kind: WholeKind, data: Sealed | undefined): string | null {
  if (kind !== 'secret' && kind !== 'config') return null;
  if (data === undefined || data.bytes === 0) return `a ${kind} needs contents, and there are none`;
  const most = mostBytes[kind];
  return data.bytes > most
    ? `its contents have ${data.bytes} bytes; the engine takes at most ${most} for a ${kind}`
    : null;
}

/** What is often a slip in the contents, told without showing them. */
export const contentsChecks = (kind: WholeKind, data: Sealed | undefined): readonly Check[] =>
  kind === 'secret' && data?.reveal().at(-1) === lineBreak
    ? [
        {
          name: 'contents',
          level: 'warning',
          reason: 'they end with a line break, which becomes part of the secret (printf writes none)',
        },
      ]
    : [];

function effectsOf({of, spec, data}: IntentOf<'create'>, {store}: PlanState): readonly string[] {
  switch (of) {
    case 'secret':
      return [`${data?.bytes ?? 0} bytes; no engine ever gives them out again`];
    case 'config':
      return [`${data?.bytes ?? 0} bytes, which whoever may ask a manager can read`];
    case 'network':
      return [
        `a network of the driver ${textAt(spec, 'Driver')}`,
        ...(valueAt(spec, ['Attachable']) === true ? ['containers outside of services may join it'] : []),
        ...(valueAt(spec, ['Options', 'encrypted']) === undefined
          ? []
          : ['its traffic between nodes is encrypted']),
      ];
    case 'volume':
      return [
        `a volume of the driver ${textAt(spec, 'Driver')} on ${store.engineInfo?.name ?? 'the connected node'} alone: other nodes make their own when a task needs it`,
      ];
  }
}

function commandOf({of, id: name, spec}: IntentOf<'create'>): string {
  const flag = (path: readonly string[], words: string) => (valueAt(spec, path) === true ? [words] : []);
  const driver = textAt(spec, 'Driver');
  const words = [
    ...(driver === '' ? [] : [`--driver ${driver}`]),
    ...flag(['Attachable'], '--attachable'),
    ...flag(['Internal'], '--internal'),
    ...(valueAt(spec, ['Options', 'encrypted']) === undefined ? [] : ['--opt encrypted']),
    ...labelsOf(spec['Labels']).map(label => `--label ${label}`),
    name,
    ...(of === 'secret' || of === 'config' ? ['-'] : []),
  ];
  return `docker ${of} create ${words.join(' ')}`;
}

const labelsOf = (labels: unknown): readonly string[] =>
  typeof labels === 'object' && labels !== null
    ? Object.entries(labels).map(([key, value]) => `${key}=${String(value)}`)
    : [];
