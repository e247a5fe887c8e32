import type {StackFile} from './compose/read-stack-file.ts';

/** What an operator wants with stacks, which are named by their names. */
export type StackIntent =
  | {
      readonly kind: 'deploy-stack';
      readonly of: 'stack';
      readonly id: string;
      readonly from: StackFile;
      /** Removes services that the file does not name. */
      readonly prune: boolean;
      /** Numbers of replicas of the file; otherwise those that run stay, whoever scaled them. */
      readonly takesReplicas: boolean;
      readonly withRegistryAuth: boolean;
      /** Nobody means to deploy it: what is in the way of that is no reason to say nothing. */
      readonly onlyCompares: boolean;
    }
  | {readonly kind: 'remove-stack'; readonly of: 'stack'; readonly id: string};
