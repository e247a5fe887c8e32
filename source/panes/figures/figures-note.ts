import type {FigureSources} from '../../store/metrics/uses.ts';
import type {Line} from '../../ui/span.ts';

/** What a list of figures says of where they come from; nothing where it is the agents, or not known yet. */
export const figuresNote = ({store, metrics}: FigureSources): Line => {
  const {kind} = store.freshness('agents');
  if (kind === 'live' || kind === 'loading') return [];
  const source = metrics.sourceOf({kind: 'tasks'}) ?? metrics.sourceOf({kind: 'nodes'});
  switch (source) {
    case 'agent':
      return [];
    case null:
      return [{text: ' · no figures (:agent deploy)', tone: 'muted'}];
    case 'prometheus':
      return [{text: ' · figures by Prometheus', tone: 'muted'}];
    case 'engine':
      return [{text: ' · figures of this engine only', tone: 'muted'}];
    case 'node-connection':
      return [{text: ' · figures by connections to nodes', tone: 'muted'}];
  }
};
