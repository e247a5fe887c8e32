import type {Source} from '../domain/freshness.ts';
import {describeObject} from '../panes/describe/describe-object.ts';
import type {ObjectKind, Place} from '../panes/pane.ts';
import {rolloutPage} from '../panes/rollout/rollout-page.ts';
import {recentLines} from '../panes/timeline/recent-lines.ts';
import {usedByLines} from '../panes/used-by/used-by-lines.ts';
import {whyPage} from '../panes/why/why-page.ts';
import {yamlLines} from '../panes/yaml/yaml-lines.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import type {Line} from '../ui/span.ts';
import type {LogTails} from './log-tails.ts';
import {placeTitle} from './places.ts';
import type {RawObjects} from './raw-objects.ts';
import type {RecentEntries} from './timeline/recent-entries.ts';

/** Text to read, under its title, and what it is drawn from. */
export interface Page {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly sources: readonly Source[];
}

const sourcesOf: Readonly<Record<ObjectKind, readonly Source[]>> = {
  node: ['nodes', 'tasks'],
  service: ['services', 'tasks', 'nodes'],
  task: ['tasks', 'nodes'],
  stack: ['services', 'tasks', 'nodes'],
  network: ['networks', 'services'],
  volume: ['volumes', 'services'],
  secret: ['secrets', 'services'],
  config: ['configs', 'services'],
  container: ['containers'],
};

/** The page of a view of one object. */
export const placePage = (
  place: Extract<Place, {kind: 'describe' | 'yaml' | 'used-by' | 'why' | 'rollout'}>,
  parts: {
    readonly store: ClusterStore;
    readonly raw: RawObjects;
    readonly tails: LogTails;
    readonly recent: RecentEntries['of'];
    readonly nowMs: number;
  },
): Page => {
  const {object} = place;
  const {store, nowMs} = parts;
  const page = {title: placeTitle(place), sources: sourcesOf[object.kind]};
  switch (place.kind) {
    case 'used-by':
      return {...page, lines: usedByLines({object, store})};
    case 'describe':
      return {
        ...page,
        lines: withRecent(
          describeObject({object, store, raw: parts.raw.get(object), nowMs}),
          recentLines(parts.recent(object), nowMs),
        ),
      };
    case 'why':
      return {...page, lines: whyPage({object, store, nowMs, inspect: parts.raw.get})};
    case 'rollout':
      return {
        ...page,
        lines: rolloutPage({object, store, nowMs, inspect: parts.raw.get, logTail: parts.tails.get}),
      };
    case 'yaml':
      return {...page, lines: specLines(parts.raw.get(object))};
  }
};

/** What happened last stands behind the first section, so that it is seen without scrolling where there is room. */
const withRecent = (lines: readonly Line[], recent: readonly Line[]): readonly Line[] => {
  const first = lines.findIndex(line => line.length === 0);
  const second = lines.findIndex((line, index) => index > first && line.length === 0);
  return second < 0 ? [...lines, ...recent] : [...lines.slice(0, second), ...recent, ...lines.slice(second)];
};

const specLines = (raw: unknown): readonly Line[] => {
  if (raw === null) return [[{text: 'asking the engine …', tone: 'muted'}]];
  if (raw instanceof Error) return [[{text: `✖ The engine gave no spec: ${raw.message}`, tone: 'critical'}]];
  return yamlLines(raw);
};
