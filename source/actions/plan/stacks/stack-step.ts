import type {JsonRecord} from '../../spec/json.ts';
import type {Sealed} from '../../spec/sealed.ts';

/** A call of `docker stack deploy`. */
export interface DeployStackStep {
  readonly kind: 'deploy-stack';
  readonly id: string;
  readonly name: string;
  /** The file that docker is given; it may hold passwords. */
  readonly data: Sealed;
  readonly folder: string;
  /** What becomes of each service, and which of its fields change, without their values. */
  readonly services: readonly JsonRecord[];
  readonly prune: boolean;
  readonly resolveImage: 'changed' | 'always';
  readonly withRegistryAuth: boolean;
}
