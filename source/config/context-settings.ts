import type {Settings} from './settings.ts';

/** What holds in one docker context. */
export interface SettingsInContext {
  readonly theme: string;
  readonly readOnly: boolean;
  /** Other managers of this swarm, as in DOCKER_HOST. */
  readonly standIns: readonly string[];
}

/** The general settings with those of a context over them. A lock is only ever added: neither can undo the other's. */
export function settingsInContext(settings: Settings, context: string): SettingsInContext {
  const own = Object.hasOwn(settings.contexts, context) ? settings.contexts[context] : undefined;
  return {
    theme: own?.theme ?? settings.theme,
    readOnly: settings.readOnly || own?.readOnly === true,
    standIns: own !== undefined && own.standIns.length > 0 ? own.standIns : settings.standIns,
  };
}
