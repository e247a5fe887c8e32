import {refusals} from './refusals.ts';
import type {SequenceCluster} from './sequence-cluster.ts';
import {shapedPaths, shapes} from './shapes.ts';
import {stories} from './stories.ts';

/** What a cluster told, by the title of the part: stories, refusals, and the fields of each answer. */
export type Told = ReadonlyMap<string, readonly string[]>;

const refusalsTitle = 'calls that are refused';

/** Of every part, in no order that matters. */
export const titles: readonly string[] = [...stories.map(({title}) => title), refusalsTitle, ...shapedPaths];

/** Plays everything. Stories that leave each other's services alone are played at once: most of their time is waiting. */
export async function playAll(cluster: SequenceCluster): Promise<Told> {
  const calm = stories.filter(({isAlone}) => isAlone !== true);
  const alone = stories.filter(({isAlone}) => isAlone === true);
  const told = new Map<string, readonly string[]>(await shapes(cluster));
  const parts = await Promise.all([refusals(cluster), ...calm.map(story => story.play(cluster))]);
  [refusalsTitle, ...calm.map(({title}) => title)].forEach((title, at) => {
    told.set(title, parts[at] ?? []);
  });
  for (const story of alone) told.set(story.title, await story.play(cluster));
  return told;
}
