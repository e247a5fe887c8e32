import {healthLog} from '../domain/diagnosis/health-log.ts';
import {healthOf} from '../domain/health/health-scope.ts';
import {type HealthRow, healthPage} from '../panes/health/health-page.ts';
import type {Place} from '../panes/pane.ts';
import type {ClusterStore} from '../store/cluster-store.ts';
import {type HealthParts, readHealth} from '../store/health/read-health.ts';
import {freshList, type SessionState} from '../store/session.ts';
import {panelBorder} from '../ui/panel.tsx';
import {scrollTo} from '../ui/scroll.ts';
import type {OverviewContent} from './console-model.ts';
import type {PanelOnScreen} from './panels.ts';
import type {RawObjects} from './raw-objects.ts';

/** What is known of health beside the store, and why probes do not run. */
export type HealthSource = Pick<HealthParts, 'book' | 'whyNoProbes'>;

type HealthPlace = Extract<Place, {kind: 'health'}>;

/** The health pane: lines that are selected by their keys, of which some stand for an object. */
export const healthContent = (
  parts: {
    readonly store: ClusterStore;
    readonly raw: RawObjects;
    readonly health: HealthSource;
    readonly nowMs: number;
  },
  session: SessionState<Place>,
  panel: PanelOnScreen & {readonly place: HealthPlace},
): OverviewContent => {
  const state = session.lists[panel.key] ?? freshList;
  const height = panel.height - panelBorder;
  const rows = rowsOf(parts, panel.place, state.toggled ?? new Set(), panel.width - panelBorder - 2);
  const keys = rows.map(({key}) => key);
  // What is wrong comes first to hand; where nothing is, the first tier.
  const cause = keys.findIndex(key => key !== null && !key.startsWith('tier:'));
  const first = cause >= 0 ? cause : keys.findIndex(key => key !== null);
  const byKey = state.selectedKey === null ? -1 : keys.indexOf(state.selectedKey);
  const selectedLine = byKey >= 0 ? byKey : first;
  const top = scrollTo({
    top: state.top,
    selected: byKey === first ? -1 : byKey,
    rowCount: rows.length,
    height,
  });
  return {
    kind: 'overview',
    panel,
    lines: rows.slice(top, top + height).map(({line}) => line),
    allLines: () => rows.map(({line}) => line),
    targets: rows.map(({target}) => target),
    keys,
    state,
    top,
    selectedLine,
    selected: rows[selectedLine]?.target ?? null,
  };
};

const rowsOf = (
  {store, raw, health, nowMs}: Parameters<typeof healthContent>[0],
  {object}: HealthPlace,
  toggled: ReadonlySet<string>,
  width: number,
): readonly HealthRow[] => {
  const whole = readHealth({store, ...health, nowMs});
  const services = [...store.derived('services').values()];
  const part =
    object === null
      ? whole
      : healthOf(whole, {kind: object.kind, id: object.id, name: object.name}, services);
  return healthPage({
    health: part,
    name: object === null ? null : `${object.kind} ${object.name}`,
    toggled,
    width,
    nowMs,
    healthOutput(taskId) {
      const container = store.containerOfTask(taskId);
      return container === undefined
        ? []
        : healthLog(raw.get({kind: 'container', id: container.id, name: container.name}));
    },
  });
};
