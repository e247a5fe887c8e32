import type {Cluster, EndpointOptions} from '../cluster/cluster.ts';
import {openCluster} from '../cluster/open-cluster.ts';
import {settingsInContext} from '../config/context-settings.ts';
import {findPlaces, type Places} from '../config/places.ts';
import {readSettings, type SettingsReading} from '../config/read-settings.ts';

/** What the console needs before it can draw anything. */
export interface OpenedForConsole {
  readonly places: Places;
  readonly reading: SettingsReading;
  readonly cluster: Cluster;
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
export const openForConsole = (options: EndpointOptions): OpenedForConsole => {
  const places = findPlaces(process.env);
  const reading = readSettings(places.settingsFile);
  const {settings} = reading;
  const cluster = openCluster({
    ...options,
    timings: settings.poll,
    standInsOf: context => settingsInContext(settings, context).standIns,
  });
  return {places, reading, cluster, demo: null};
};
