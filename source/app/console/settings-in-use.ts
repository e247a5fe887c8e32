import type {SaveOutcome} from '../../config/save-settings.ts';
import type {Settings} from '../../config/settings.ts';
import {faultInWords} from '../../domain/fault-words.ts';

/** The settings that hold at this moment, kept or not. */
export interface SettingsInUse {
  get(): Settings;
  /** Uses a change at once and keeps it; tells why when that is refused. */
  save(changes: Partial<Settings>): void;
}

export const createSettingsInUse = (
  first: Settings,
  parts: {
    readonly keep: (changes: Partial<Settings>) => Promise<SaveOutcome>;
    readonly onChange: () => void;
    readonly onRefused: (text: string) => void;
  },
): SettingsInUse => {
  let settings = first;
  return {
    get: () => settings,
    save(changes) {
      settings = {...settings, ...changes};
      parts.onChange();
      void parts.keep(changes).then(
        outcome => {
          if (outcome.kind === 'refused') parts.onRefused(`not kept: ${outcome.reason}`);
        },
        (error: unknown) => parts.onRefused(`not kept: ${faultInWords(error)}`),
      );
    },
  };
};
