import {defaultSettings, settingsTable} from '../../source/config/settings.ts';
import type {Setting} from '../../source/config/shape.ts';
import {code, madeBy, page, table} from './markdown.ts';

/** Settings inside one whose names people choose stand below that name. */
const chosenNames: Readonly<Record<string, string>> = {contexts: 'CONTEXT', keys: 'COMMAND', panes: 'PANE'};

function rows(settings: readonly Setting<unknown>[], prefix: string): readonly (readonly string[])[] {
  return settings.flatMap(setting => {
    const name = `${prefix}${setting.name}`;
    const chosen = prefix === '' ? chosenNames[setting.name] : undefined;
    const below = chosen === undefined ? `${name}.` : `${name}.${chosen}.`;
    // What only holds others has no value of its own to tell.
    const isGroup = setting.inner.length > 0;
    const fallback = isGroup
      ? ''
      : setting.fallback === null
        ? 'not set'
        : code(JSON.stringify(setting.fallback));
    return [
      [code(name), isGroup ? 'an object' : setting.shape.description, fallback, setting.purpose],
      ...rows(setting.inner, below),
    ];
  });
}

const example = `{
  "theme": "light",
  "contexts": {
    "prod": { "readOnly": true, "standIns": ["ssh://root@manager-2", "ssh://root@manager-3"] }
  },
  "keys": { "app.refresh": ["ctrl+r", "f6"] },
  "panes": {
    "services": {
      "columns": ["name", "running", "health"],
      "sort": { "column": "name", "descending": true }
    }
  }
}`;

/** docs/configuration.md. */
export function configurationPage(): string {
  return page(
    madeBy,
    '# Configuration',
    'Settings are kept in `$XDG_CONFIG_HOME/medianest/settings.json` (mostly `~/.config/medianest/settings.json`). There need not be such a file. `medianest doctor` checks it.',
    [
      '- A faulty file is reported with line, column and reason, and never written to until it is mended. A faulty value',
      '  falls back to its default; the sound ones hold.',
      '- While the file cannot be understood, or a `readOnly` in it is faulty, the console is read-only: the file may have',
      '  said so.',
      '- An unknown name is ignored with a warning that names the nearest known one. It is kept when the console saves.',
    ].join('\n'),
    '## Settings',
    table(['Setting', 'Value', 'Default', 'What it is for'], rows(settingsTable, '')),
    '## All defaults',
    `\`\`\`json\n${JSON.stringify(defaultSettings, null, 2)}\n\`\`\``,
    '## An example',
    `\`\`\`json\n${example}\n\`\`\``,
    '## Other files',
    table(
      ['File', 'What it is'],
      [
        ['`$XDG_CONFIG_HOME/medianest/themes/*.json`', 'Your own themes; see themes.md.'],
        [
          '`$XDG_STATE_HOME/medianest/medianest.log`',
          'Warnings, and the trace of a fault in MediaNest itself.',
        ],
        ['`$XDG_CACHE_HOME/medianest/compiled`', 'Compiled code, for a fast start. May be deleted.'],
      ],
    ),
    '## Environment',
    table(
      ['Variable', 'What it does'],
      [
        ['`DOCKER_HOST`, `DOCKER_CONTEXT`, `DOCKER_CONFIG`', 'As for the docker CLI.'],
        ['`DOCKER_TLS_VERIFY`, `DOCKER_CERT_PATH`', 'As for the docker CLI.'],
        ['`NO_COLOR`', 'Not empty: no colours.'],
        ['`XDG_CONFIG_HOME`, `XDG_STATE_HOME`, `XDG_CACHE_HOME`', 'Where the files above are.'],
      ],
    ),
  );
}
