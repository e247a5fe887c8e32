import {settingsInContext} from './context-settings.ts';
import type {SettingsReading} from './read-settings.ts';

/** Why nothing may be changed in a context, by `--read-only` or by the settings; null when it may. */
export const whyLocked = (
  context: string,
  isReadOnly: boolean,
  {settings, sound, path}: Pick<SettingsReading, 'settings' | 'sound' | 'path'>,
): string | null => {
  if (isReadOnly) return 'read-only: --read-only was given';
  if (!settingsInContext(settings, context).readOnly) return null;
  return sound
    ? `read-only: the settings say so for the context "${context}" (${path})`
    : `read-only: the settings file is faulty and may have said so (${path})`;
};
