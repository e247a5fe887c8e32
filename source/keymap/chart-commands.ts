import type {Command, When} from './command.ts';

const inChart: When = {key: 'mode', in: ['chart']};

const inCharts = <Id extends string>(id: Id, title: string, footer?: number) => ({
  id,
  title,
  group: 'charts' as const,
  when: inChart,
  ...(footer === undefined ? {} : {footer}),
});

/** What can be asked for in charts, and how one comes there. */
export const chartCommands = [
  {
    id: 'metrics.open',
    title: 'metrics',
    group: 'charts',
    names: ['metrics', 'metric', 'charts'],
    argument: 'name or swarm',
    footer: 17,
    when: {key: 'mode', in: ['list', 'overview']},
  },
  {
    id: 'metrics.top',
    title: 'tasks that use most',
    group: 'charts',
    names: ['top'],
    argument: 'cpu or memory',
  },
  inCharts('chart.left', 'cross-hair to the left'),
  inCharts('chart.right', 'cross-hair to the right'),
  inCharts('chart.farLeft', 'ten columns to the left'),
  inCharts('chart.farRight', 'ten columns to the right'),
  inCharts('chart.now', 'no cross-hair: now'),
  inCharts('chart.zoomIn', 'zoom in', 49),
  inCharts('chart.zoomOut', 'zoom out', 48),
  inCharts('chart.split', 'each by itself', 47),
  inCharts('chart.page', 'networks and disks', 46),
] as const satisfies readonly Command[];
