import type {Settings} from '../config/settings.ts';
import type {Line} from '../ui/span.ts';
import type {Page} from './pages.ts';

/** The settings as they hold now, where they are kept, and what is wrong with the file. */
export const settingsPage = (parts: {
  readonly settings: Settings;
  readonly file: string;
  readonly faults: readonly string[];
}): Page => {
  const faults: readonly Line[] = parts.faults.map(fault => [{text: `✖ ${fault}`, tone: 'critical'}]);
  const values = Object.entries(parts.settings).map(
    ([name, value]): Line => [{text: `  ${name}`.padEnd(16), tone: 'key'}, {text: JSON.stringify(value)}],
  );
  return {
    title: 'settings',
    sources: [],
    lines: [
      [{text: 'File  ', tone: 'muted'}, {text: parts.file}],
      ...(faults.length === 0
        ? [
            [{text: 'Kept when changed here: theme, columns, sort, side panes.', tone: 'muted'}] as const,
            [{text: 'Edit the file for the rest, and start anew.', tone: 'muted'}] as const,
          ]
        : [
            ...faults,
            [{text: 'The file is faulty: defaults hold where it is,', tone: 'warning'}] as const,
            [{text: 'and nothing is written to it until it is mended.', tone: 'warning'}] as const,
          ]),
      [],
      ...values,
    ],
  };
};
