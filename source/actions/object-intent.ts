import type {WholeKind} from '../engine/object-writes.ts';
import type {JsonRecord} from './spec/json.ts';
import type {Sealed} from './spec/sealed.ts';

/** What an operator wants with secrets, configs, networks and volumes. */
export type ObjectIntent =
  | {
      readonly kind: 'create';
      readonly of: WholeKind;
      /** Its name: it has no id yet. */
      readonly id: string;
      /** As the engine takes it, without contents. */
      readonly spec: JsonRecord;
      /** Contents of a secret or config. */
      readonly data?: Sealed;
    }
  | {readonly kind: 'remove'; readonly of: WholeKind; readonly id: string}
  /** A new version takes the place of this one in every service that uses it. */
  | {readonly kind: 'rotate'; readonly of: 'secret' | 'config'; readonly id: string; readonly data: Sealed};
