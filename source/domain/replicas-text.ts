import type {ServiceMode} from './model/index.ts';
import type {Replicas} from './replicas.ts';

/**
 * Replicas as one cell: `3/3`, `2/3 (+1 on dead node-4)`, `1/3 (2 starting)`, a job `3/4 completed (1 running)`. A plus
 * marks what runs and is not counted.
 */
export function formatReplicas(replicas: Replicas, mode: ServiceMode['kind'] = 'replicated'): string {
  const isJob = mode === 'replicated-job' || mode === 'global-job';
  const notes = isJob && replicas.running > 0 ? [`${replicas.running} running`] : [];
  notes.push(...replicaNotes(replicas));
  const ratio = isJob
    ? `${replicas.completed}/${replicas.total ?? replicas.completed + replicas.desired} completed`
    : `${replicas.running}/${replicas.desired}`;
  return notes.length === 0 ? ratio : `${ratio} (${notes.join(', ')})`;
}

/** What the plain ratio does not tell, each in a few words. */
function replicaNotes(replicas: Replicas): readonly string[] {
  const notes: string[] = [];
  const note = (count: number, text: string) => {
    if (count > 0) notes.push(text);
  };
  note(replicas.pending, `${replicas.pending} pending`);
  note(replicas.starting, `${replicas.starting} starting`);
  note(replicas.unhealthy, `+${replicas.unhealthy} unhealthy`);
  note(replicas.outdated, `+${replicas.outdated} outdated`);
  const [first, second, ...more] = replicas.onDeadNodes;
  if (more.length > 0) {
    const count = replicas.onDeadNodes.reduce((sum, each) => sum + each.count, 0);
    notes.push(`+${count} on ${replicas.onDeadNodes.length} dead nodes`);
  } else {
    for (const dead of [first, second]) {
      if (dead !== undefined) notes.push(`+${dead.count} on dead ${dead.hostname}`);
    }
  }
  return notes;
}
