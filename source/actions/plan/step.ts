import type {WholeKind} from '../../engine/object-writes.ts';
import type {ObjectKind} from '../object-kind.ts';
import {isSameJson, type JsonRecord} from '../spec/json.ts';
import type {Sealed} from '../spec/sealed.ts';
import type {SpecChange} from '../spec/spec-change.ts';
import type {DeployStackStep} from './stacks/stack-step.ts';
import {type SwarmStep, swarmStepObjects} from './swarm/swarm-step.ts';

/** One call that changes the cluster. The same value is previewed, journalled and executed. */
export type Step =
  | {
      readonly kind: 'update-service';
      readonly id: string;
      readonly name: string;
      readonly changes: readonly SpecChange[];
      /** Sends this machine's credentials along instead of keeping those of the spec. They are no part of the step. */
      readonly withRegistryAuth?: true;
    }
  /** `changes`: what the engine will make of the spec. */
  | {
      readonly kind: 'rollback-service';
      readonly id: string;
      readonly name: string;
      readonly changes: readonly SpecChange[];
    }
  | {
      readonly kind: 'create-service';
      /** The name, for the engine gives the id. */
      readonly id: string;
      readonly name: string;
      readonly spec: JsonRecord;
      readonly withRegistryAuth?: true;
    }
  | {readonly kind: 'remove-service'; readonly id: string; readonly name: string}
  | {
      readonly kind: 'update-node';
      readonly id: string;
      readonly name: string;
      readonly changes: readonly SpecChange[];
    }
  | {readonly kind: 'remove-node'; readonly id: string; readonly name: string; readonly force: boolean}
  | CreateStep
  | SwarmStep
  | DeployStackStep
  | {readonly kind: `remove-${WholeKind}`; readonly id: string; readonly name: string};

/** `id`: the name, for the engine gives the id. `spec`: what is sent, without the contents of a secret or config. */
export interface CreateStep {
  readonly kind: `create-${WholeKind}`;
  readonly id: string;
  readonly name: string;
  readonly spec: JsonRecord;
  /** Contents of a secret or config. */
  readonly data?: Sealed;
}

/** What each kind of step is about. */
export const stepObjects = {
  'create-service': 'service',
  'update-service': 'service',
  'rollback-service': 'service',
  'remove-service': 'service',
  'update-node': 'node',
  'remove-node': 'node',
  'create-secret': 'secret',
  'create-config': 'config',
  'create-network': 'network',
  'create-volume': 'volume',
  'remove-secret': 'secret',
  'remove-config': 'config',
  'remove-network': 'network',
  'remove-volume': 'volume',
  'deploy-stack': 'stack',
  ...swarmStepObjects,
} as const satisfies Readonly<Record<Step['kind'], ObjectKind>>;

/** The fields that a step changes. */
export const changesOf = (step: Step): readonly SpecChange[] => ('changes' in step ? step.changes : []);

/** Equal as values: the order of fields in the engine's JSON says nothing. */
export const isSameSteps = (a: readonly Step[], b: readonly Step[]): boolean =>
  a.length === b.length &&
  a.every((step, index) => {
    const other = b[index];
    if (other === undefined || other.kind !== step.kind || other.id !== step.id) return false;
    if ('spec' in step && 'spec' in other && !isSameJson(step.spec, other.spec)) return false;
    if ('services' in step && 'services' in other && !isSameJson(step.services, other.services)) return false;
    return isSameChanges(changesOf(step), changesOf(other));
  });

const isSameChanges = (mine: readonly SpecChange[], theirs: readonly SpecChange[]): boolean =>
  mine.length === theirs.length &&
  mine.every((change, at) => {
    const twin = theirs[at];
    return (
      twin !== undefined &&
      isSameJson([...change.path], [...twin.path]) &&
      isSameJson(change.before, twin.before) &&
      isSameJson(change.after, twin.after)
    );
  });
