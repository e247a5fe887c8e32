import type {Command, When} from './command.ts';

const inLog: When = {key: 'mode', in: ['log']};
const onWriter: When = {
  any: [
    {
      all: [
        {key: 'mode', in: ['list', 'overview']},
        {key: 'kind', in: ['service', 'task', 'stack', 'node', 'container']},
      ],
    },
    {
      all: [
        {key: 'mode', in: ['text']},
        {key: 'pane', in: ['rollout']},
      ],
    },
  ],
};
const onTask: When = {
  any: [
    inLog,
    {
      all: [
        {key: 'mode', in: ['list', 'overview']},
        {key: 'kind', in: ['service', 'task']},
      ],
    },
  ],
};

const inLogs = <Id extends string>(id: Id, title: string, footer?: number) => ({
  id,
  title,
  group: 'logs' as const,
  when: inLog,
  ...(footer === undefined ? {} : {footer}),
});

/** What can be asked for in logs, and how one comes there. */
export const logCommands = [
  {
    id: 'logs.open',
    title: 'logs',
    group: 'logs',
    names: ['logs', 'log'],
    argument: 'name',
    when: onWriter,
    footer: 49,
    helpWithKey: true,
  },
  {id: 'logs.previous', title: 'logs of the previous task', group: 'logs', when: onTask},
  inLogs('logs.follow', 'follow', 50),
  inLogs('logs.wrap', 'wrap', 45),
  inLogs('logs.time', 'time', 44),
  {
    ...inLogs('logs.range', 'tail, beginning, last 1, 5, 15, 30, 60 minutes'),
    names: ['range'],
    argument: '0 to 6',
  },
  inLogs('logs.filter', 'only matches, then with lines around', 43),
  inLogs('logs.level', 'least level', 42),
  inLogs('logs.gone', 'tasks that are gone'),
  inLogs('logs.task', 'one task at a time; the next tasks of a split'),
  inLogs('logs.split', 'split by task', 39),
  inLogs('logs.json', 'JSON and logfmt as it is, as fields, columns, rows'),
  {...inLogs('logs.fields', 'fields of JSON and logfmt lines'), names: ['fields'], argument: 'name,name'},
  inLogs('logs.mark', 'mark this moment', 30),
  {...inLogs('logs.pager', 'open in $PAGER'), names: ['pager']},
] as const satisfies readonly Command[];
