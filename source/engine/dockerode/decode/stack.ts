import type {StackName} from '../../../domain/model/index.ts';

/** The stack that an object belongs to by its label; null for none. */
export const stackOf = (labels: Readonly<Record<string, string>>): StackName | null =>
  (labels['com.docker.stack.namespace'] || null) as StackName | null;
