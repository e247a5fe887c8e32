import type {Touched} from '../store/cluster-store.ts';
import type {PanelContent} from './console-model.ts';

/**
 * Whether nothing on the screen tells of what a flush touched, no list having changed: hundreds of events a second may
 * come, of which beside lists the overview alone tells.
 */
export const isUnseen = ({tables, derived, other}: Touched, contents: readonly PanelContent[]): boolean =>
  Object.keys(tables).length + Object.keys(derived).length === 0 &&
  [...other].every(name => name === 'events') &&
  contents.every(content => content.kind !== 'overview');
