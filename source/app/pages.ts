import {describeObject} from '../panes/describe/describe-object.ts';
import type {Place} from '../panes/pane.ts';
import {usedByLines} from '../panes/used-by/used-by-lines.ts';
import {yamlLines} from '../panes/yaml/yaml-lines.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {Line} from '../ui/span.ts';
import {placeTitle} from './places.ts';
import type {RawObjects} from './raw-objects.ts';

/** Text to read, under its title. */
export interface Page {
  readonly title: string;
  readonly lines: readonly Line[];
}

/** The page of a view of one object. */
export const placePage = (
  place: Extract<Place, {kind: 'describe' | 'yaml' | 'used-by'}>,
  parts: {readonly store: ClusterStore; readonly raw: RawObjects; readonly nowMs: number},
): Page => {
  const {object} = place;
  const title = placeTitle(place);
  const {store, nowMs} = parts;
  if (place.kind === 'used-by') return {title, lines: usedByLines({object, store})};
  const {value, problem} = parts.raw.get(object);
  const trouble: readonly Line[] = problem === null ? [] : [[{text: `✖ ${problem}`, tone: 'critical'}], []];
  if (place.kind === 'describe')
    return {title, lines: [...trouble, ...describeObject({object, store, raw: value, nowMs})]};
  const waiting: readonly Line[] = problem === null ? [[{text: 'asking the engine …', tone: 'muted'}]] : [];
  return {title, lines: [...trouble, ...(value === null ? waiting : yamlLines(value))]};
};
