import type {NodeAvailability} from '../domain/model/index.ts';
import type {DeployAgentIntent} from './agent-intent.ts';
import type {ServicePatch} from './edit/service-patch.ts';
import type {ObjectIntent} from './object-intent.ts';
import type {ObjectRef} from './object-kind.ts';
import {type Step, stepObjects} from './plan/step.ts';
import type {SpecChange} from './spec/spec-change.ts';
import type {StackIntent} from './stack-intent.ts';
import type {SwarmIntent} from './swarm-intent.ts';

/** What an operator wants. Objects are named by id. */
export type Intent =
  | {
      readonly kind: 'scale';
      readonly service: string;
      /** A number of replicas, or how many more (`by: -1`: one less). */
      readonly replicas: {readonly to: number} | {readonly by: number};
    }
  | {readonly kind: 'restart'; readonly service: string}
  | {
      readonly kind: 'update-image';
      readonly service: string;
      readonly image: string;
      /** Sends the credentials of this machine along, for nodes to pull with. */
      readonly withRegistryAuth: boolean;
    }
  | {
      readonly kind: 'edit-service';
      readonly service: string;
      /** Fields by their names, or changes of the whole spec as an editor left it. */
      readonly edit: {readonly patch: ServicePatch} | {readonly changes: readonly SpecChange[]};
      readonly withRegistryAuth: boolean;
    }
  | {readonly kind: 'rollback'; readonly service: string}
  | {readonly kind: 'pause-rollout'; readonly service: string}
  | {readonly kind: 'resume-rollout'; readonly service: string}
  | {readonly kind: 'remove-service'; readonly service: string}
  | {readonly kind: 'set-availability'; readonly node: string; readonly availability: NodeAvailability}
  | {
      readonly kind: 'label-node';
      readonly node: string;
      readonly add: Readonly<Record<string, string>>;
      readonly remove: readonly string[];
    }
  | {readonly kind: 'promote'; readonly node: string}
  | {readonly kind: 'demote'; readonly node: string}
  | {readonly kind: 'remove-node'; readonly node: string; readonly force: boolean}
  | DeployAgentIntent
  | ObjectIntent
  | StackIntent
  | SwarmIntent
  /** Takes back what a journalled action did. */
  | {readonly kind: 'undo'; readonly of: string; readonly title: string; readonly step: Step};

/** One kind of intent. */
export type IntentOf<Kind extends Intent['kind']> = Extract<Intent, {kind: Kind}>;

/** The object that an intent is about. */
export const subjectOf = (intent: Intent): ObjectRef => {
  if (intent.kind === 'undo') return {kind: stepObjects[intent.step.kind], id: intent.step.id};
  if ('of' in intent) return {kind: intent.of, id: intent.id};
  if ('swarm' in intent) return {kind: 'swarm', id: intent.swarm};
  if ('engine' in intent) return {kind: 'engine', id: intent.engine};
  if ('service' in intent) return {kind: 'service', id: intent.service};
  return {kind: 'node', id: intent.node};
};
