import type {ObjectRef, Place} from '../panes/pane.ts';

export const home: Place = {kind: 'overview'};

/** Under which key the session remembers how a place was looked at. */
export const placeKey = (place: Place): string => {
  switch (place.kind) {
    case 'overview':
      return 'overview';
    case 'list':
      return place.scope === null
        ? `list:${place.pane}`
        : `list:${place.pane}:${place.scope.kind}:${place.scope.id}`;
    case 'describe':
    case 'yaml':
    case 'used-by':
    case 'why':
    case 'rollout':
      return `${place.kind}:${place.object.kind}:${place.object.id}`;
    case 'health':
      return place.object === null ? 'health' : `health:${place.object.kind}:${place.object.id}`;
    case 'logs':
      return `logs:${JSON.stringify([place.wish, place.around ?? null])}`;
    case 'metrics':
      return `metrics:${place.objects.map(({kind, id}) => `${kind}:${id}`).join()}`;
    case 'record':
      return `record:${place.id}`;
  }
};

const viewTitles = {
  describe: 'describe',
  yaml: 'spec',
  'used-by': 'used by',
  why: 'why',
  rollout: 'rollout of',
} as const;

/** The crumb of a place, e.g. `services`, `tasks of web`, `describe web`. */
export const placeTitle = (place: Place): string => {
  switch (place.kind) {
    case 'overview':
      return 'overview';
    case 'list':
      return place.scope === null ? place.pane : `${place.pane} of ${place.scope.name}`;
    case 'describe':
    case 'yaml':
    case 'used-by':
    case 'why':
    case 'rollout':
      return `${viewTitles[place.kind]} ${place.object.name}`;
    case 'health':
      return place.object === null ? 'health' : `health of ${place.object.name}`;
    case 'logs':
      return `logs of ${place.name}`;
    case 'metrics':
      return `metrics of ${place.objects.map(({name}) => name).join(', ') || 'the swarm'}`;
    case 'record':
      return `journal: ${place.title}`;
  }
};

/** The list that says most about an object, shown beside it. */
export const relatedPlace = (object: ObjectRef | null): Place => {
  const scope =
    object === null || object.kind === 'task' || object.kind === 'container'
      ? null
      : {...object, kind: object.kind};
  if (scope === null) return {kind: 'list', pane: 'events', scope: null};
  return {
    kind: 'list',
    pane: scope.kind === 'service' || scope.kind === 'node' ? 'tasks' : 'services',
    scope,
  };
};
