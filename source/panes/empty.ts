import type {Scope} from './pane.ts';

/** What an empty list says: hidden by the filter, none in this scope, or none at all and what to do about it. */
export const emptyText =
  (plural: string, advice: string) =>
  ({filtered, scope}: {readonly filtered: boolean; readonly scope: Scope | null}): string => {
    if (filtered) return `No ${plural} match the filter. Esc clears it.`;
    if (scope !== null) return `No ${plural} of ${scope.kind} ${scope.name}. Esc goes back.`;
    return `No ${plural}. ${advice}`;
  };
