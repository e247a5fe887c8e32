import type {ObjectRef} from '../pane.ts';

/** Beside each line the object that it stands for. */
type Targets = readonly (ObjectRef | null)[];

/** The identity of a line: its object, and which of the lines about that object it is. */
export const targetKey = (targets: Targets, line: number): string | null => {
  const target = targets[line];
  if (target === null || target === undefined) return null;
  const before = targets
    .slice(0, line)
    .filter(other => other?.id === target.id && other.kind === target.kind);
  return `${target.kind}:${target.id}:${before.length}`;
};

/** The line that an identity stands for; -1 where it is no more. */
export const lineOfTarget = (targets: Targets, key: string): number => {
  const end = key.lastIndexOf(':');
  let before = Number(key.slice(end + 1));
  const wanted = key.slice(0, end);
  return targets.findIndex(target => {
    if (target === null || `${target.kind}:${target.id}` !== wanted) return false;
    before -= 1;
    return before < 0;
  });
};
