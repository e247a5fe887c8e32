import {type CommandLineOption, commandLineOptions} from '../../source/commands/arguments/options.ts';
import {catalogue} from '../../source/commands/catalogue/catalogue.ts';
import type {CatalogueEntry} from '../../source/commands/catalogue/entry.ts';
import {exitCodes} from '../../source/commands/exit-codes.ts';
import {optionUsage, usageOf} from '../../source/commands/help.ts';
import {configsListing} from '../../source/commands/lists/configs.ts';
import {containersListing} from '../../source/commands/lists/containers.ts';
import {contextsListing} from '../../source/commands/lists/contexts.ts';
import {networksListing} from '../../source/commands/lists/networks.ts';
import {nodesListing} from '../../source/commands/lists/nodes.ts';
import {secretsListing} from '../../source/commands/lists/secrets.ts';
import {servicesListing} from '../../source/commands/lists/services.ts';
import {stacksListing} from '../../source/commands/lists/stacks.ts';
import {tasksListing} from '../../source/commands/lists/tasks.ts';
import {volumesListing} from '../../source/commands/lists/volumes.ts';
import {faultDescriptions} from '../../source/simulator/faults/fault-names.ts';
import {scenarioSummaries} from '../../source/simulator/scenarios/scenario-names.ts';
import {code, madeBy, page, table} from './markdown.ts';
import {checkWords, describeFields, doctorFields, type FieldRow, statusFields} from './report-fields.ts';

interface Documented {
  readonly name: string;
  readonly fields: readonly FieldRow[];
}

const listings: readonly Documented[] = [
  nodesListing,
  servicesListing,
  tasksListing,
  stacksListing,
  containersListing,
  networksListing,
  volumesListing,
  secretsListing,
  configsListing,
  contextsListing,
];

const freshness: FieldRow = {
  name: 'freshness',
  type: 'string',
  meaning:
    '`live`, or `stale`: the engine answered, but cannot be believed now. The last field of every record.',
};

const fieldTable = (fields: readonly FieldRow[]) =>
  table(
    ['Field', 'Type', 'Meaning'],
    fields.map(field => [code(field.name), field.type, field.meaning]),
  );

const optionTable = (options: readonly CommandLineOption[]) =>
  table(
    ['Option', 'What it does'],
    options.map(option => [code(optionUsage(option)), option.purpose]),
  );

function commandPart(entry: CatalogueEntry): string {
  const own = commandLineOptions.filter(
    option => option.scope !== 'global' && entry.takes.includes(option.scope),
  );
  const aliases = entry.aliases.length === 0 ? '' : ` Also: ${entry.aliases.map(code).join(', ')}.`;
  const takes = own.length === 0 ? '' : ` Takes ${own.map(option => code(`--${option.name}`)).join(', ')}.`;
  return page(
    `### ${usageOf(entry)}`,
    `${entry.summary}${aliases}${takes}`,
    `\`\`\`sh\n${entry.examples.join('\n')}\n\`\`\``,
    ...more(entry.name),
  ).trimEnd();
}

/** What there is to say beyond the tables. */
function more(name: string): readonly string[] {
  const listing = listings.find(each => each.name === name);
  if (listing !== undefined) {
    return [fieldTable([...listing.fields, freshness])];
  }
  switch (name) {
    case 'status':
      return [
        'A part that is not known is `null`, which is never 0. `freshness` says how far each source can be believed.',
        fieldTable(statusFields),
      ];
    case 'check':
      return [checkWords];
    case 'describe':
      return [
        'A name, an id, or the beginning of an id that fits one object alone. Kinds: `node`, `service`, `task`, `stack`, `container`, `network`, `volume`, `secret`, `config`. The JSON has the fields of the list command of that kind, and:',
        fieldTable(describeFields),
      ];
    case 'doctor':
      return [
        'Each line is ok, a warning or a problem, with what to do below it. The JSON is one array:',
        fieldTable(doctorFields),
      ];
    case 'demo':
      return [
        'The console alone falls back to it, and only where nobody said which engine is meant and this machine has none. The header then says DEMO, and so it does as long as the simulated swarm is the one that is shown.',
        optionTable(commandLineOptions.filter(option => option.scope === 'demo')),
        'Scenarios:',
        table(
          ['Name', 'Story'],
          Object.entries(scenarioSummaries).map(([name, story]) => [code(name), story]),
        ),
        'Faults:',
        table(
          ['Name', 'What a client sees'],
          Object.entries(faultDescriptions).map(([name, seen]) => [code(name), seen]),
        ),
        'With `--serve`, other managers are served beside: `demo-2.sock`, `demo-3.sock`. Faults can be switched by hand: `GET /_faults` lists them, `POST /_faults` with `{"name", "on", "options"}` switches one.',
      ];
    default:
      return [];
  }
}

/** docs/commands.md. */
export function commandsPage(): string {
  return page(
    madeBy,
    '# Commands',
    'What the console shows, without a screen. In a checkout: `npm run --silent medianest -- status --json`.',
    table(
      ['Command', 'What it does'],
      catalogue.map(entry => [code(usageOf(entry)), entry.summary]),
    ),
    '## Truth',
    [
      '- Replicas are counted as the console counts them: running, wanted, of the current spec, on a node that is not down,',
      '  and not unhealthy. `docker service ls` counts more.',
      '- What cannot be told is said on standard error, and the exit code is 3. A list that cannot be had prints nothing at',
      '  all: an empty list would say that there are none.',
      '- A manager that has lost its quorum goes on answering for up to 18 seconds. Its own node list gives it away: every',
      '  record is then marked `stale`, and the exit code is 3.',
    ].join('\n'),
    '## Output',
    [
      '- A table on a terminal is cut to its width and coloured; in a pipe it is plain and whole.',
      '- JSON is stable: fields are added, never renamed or removed. A list command prints one array, one record a line.',
      '  Times are ISO 8601 in UTC. Words are Docker’s own.',
      '- `--format names` prints one name a line, for scripts.',
      '- A reader that closes the pipe (`| head -1`) ends a command quietly.',
    ].join('\n'),
    '## Options of every command',
    optionTable(commandLineOptions.filter(option => option.scope === 'global')),
    '## Options of the lists',
    'JSON (`--json`) is also printed by `status`, `describe` and `doctor`.',
    optionTable(commandLineOptions.filter(({scope}) => scope === 'list' || scope === 'json')),
    '## Exit codes',
    table(
      ['Code', 'Commands', '`check`', '`doctor`'],
      exitCodes.map(each => [String(each.code), each.commands, each.check, each.doctor]),
    ),
    '## The commands',
    ...catalogue.map(commandPart),
  );
}
