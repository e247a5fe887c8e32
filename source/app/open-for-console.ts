import {join} from 'node:path';
import type {Runner} from '../actions/run/runner.ts';
import type {Cluster, EndpointOptions} from '../cluster/cluster.ts';
import {type IncidentDesk, openIncidentDesk} from '../cluster/incident/incident-desk.ts';
import {type ActionCluster, openForActions} from '../cluster/open-for-actions.ts';
import {recordTimeline} from '../cluster/timeline/record-timeline.ts';
import type {SwarmTimeline} from '../cluster/timeline/swarm-timeline.ts';
import {settingsInContext} from '../config/context-settings.ts';
import {findPlaces, type Places} from '../config/places.ts';
import {readSettings, type SettingsReading} from '../config/read-settings.ts';
import {whyLocked} from '../config/why-locked.ts';

/** What the console needs before it can draw anything. */
export interface OpenedForConsole {
  readonly places: Places;
  readonly reading: SettingsReading;
  readonly cluster: Cluster;
  /** Changes it, or says why it may not. */
  readonly runner: Runner;
  /** What happens in it, written down. */
  readonly timeline: SwarmTimeline;
  readonly backUpRaft: ActionCluster['backUpRaft'];
  readonly incidents: IncidentDesk;
  /** Null: on engines that were asked for or found. */
  readonly demo: Demo | null;
}

/** The simulated swarm that the console was opened on. */
export interface Demo {
  readonly hosts: readonly string[];
  /** Why it is shown although nobody asked for it; null: somebody did. */
  readonly reason: string | null;
}

/**
 * Reads the settings and begins to connect, without anything that draws: while the engine answers, the rest of the
 * console is loaded. Throws when it is not clear which engine is meant.
 */
export const openForConsole = (
  options: EndpointOptions,
  isReadOnly: boolean,
  demo: Demo | null = null,
): OpenedForConsole => {
  const places = findPlaces(process.env);
  const reading = readSettings(places.settingsFile);
  const {settings} = reading;
  const {cluster, runner, backUpRaft} = openForActions({
    ...options,
    timings: settings.poll,
    health: {...settings.health, prometheusUrl: settings.health.prometheus},
    standInsOf: context => settingsInContext(settings, context).standIns,
    stateFolder: places.stateFolder,
    simulated: demo?.hosts ?? [],
    locked: context => whyLocked(context, isReadOnly, reading),
  });
  const timeline = recordTimeline(cluster, {
    journal: runner.journal,
    stateFolder: places.stateFolder,
    simulated: demo?.hosts ?? [],
    bounds: {entries: settings.timeline.entries, ageMs: settings.timeline.days * 86_400_000},
  });
  // Of a simulated swarm nothing belongs among the incidents of this machine.
  const folder = demo === null ? places.stateFolder : join(places.stateFolder, 'demo');
  const incidents = openIncidentDesk(folder, Date.now);
  return {places, reading, cluster, runner, timeline, backUpRaft, incidents, demo};
};
