import {describeFault, type SettingsReading} from '../../config/read-settings.ts';
import {type ThemeReading, themeFor} from '../../config/themes.ts';
import {nearest} from '../../domain/nearest.ts';
import {bindings} from '../../keymap/bindings.ts';
import {commands} from '../../keymap/commands.ts';
import {applyOverrides} from '../../keymap/overrides.ts';
import type {Diagnosis} from './diagnosis.ts';

/** Looks at the settings file, the themes and the keys that it names. */
export function diagnoseSettings(
  reading: SettingsReading,
  readTheme: (name: string) => ThemeReading,
): readonly Diagnosis[] {
  const faults = reading.faults.map(fault =>
    fault.level === 'error'
      ? found(
          'problem',
          describeFault(reading.path, fault),
          'Mend the file; until then nothing is saved into it.',
        )
      : found('warning', describeFault(reading.path, fault), 'Correct or remove the name.'),
  );
  const file = reading.exists
    ? found('ok', `${reading.path} is in use`)
    : found('ok', `there is no ${reading.path}: the defaults hold`);
  const {settings} = reading;
  const perContext = Object.values(settings.contexts).flatMap(context => context.theme ?? []);
  const themes = [...new Set([settings.theme, ...perContext])].flatMap(name =>
    diagnoseTheme(readTheme(themeFor(name, null))),
  );
  const ids = commands.map(command => command.id);
  const keys = applyOverrides(bindings, settings.keys, commands).problems.map(problem => {
    const meant = problem.key === undefined ? nearest(problem.command, ids) : null;
    const subject = problem.key === undefined ? problem.command : `${problem.command}: "${problem.key}"`;
    const advice = meant === null ? 'Choose another key or command.' : `Did you mean "${meant}"?`;
    return found('warning', `keys: ${subject} ${problem.reason}`, advice);
  });
  return [...(faults.length === 0 ? [file] : faults), ...themes, ...keys];
}

function found(level: Diagnosis['level'], what: string, advice = ''): Diagnosis {
  return {area: 'settings', level, what, advice};
}

function diagnoseTheme(theme: ThemeReading): readonly Diagnosis[] {
  switch (theme.kind) {
    case 'theme':
      return [];
    case 'absent':
      return [found('warning', `theme: ${theme.reason}`, 'Name a theme that exists.')];
    case 'faulty':
      return theme.faults.map(fault =>
        found('problem', fault, 'Mend the theme; another one is used until then.'),
      );
  }
}
