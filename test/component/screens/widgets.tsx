import {Box} from 'ink';
import type {ReactNode} from 'react';
import {chartLines} from '../../../source/ui/chart.ts';
import {Dialog} from '../../../source/ui/dialog.tsx';
import {Lines} from '../../../source/ui/lines.tsx';
import {Palette} from '../../../source/ui/palette.tsx';
import {Panel} from '../../../source/ui/panel.tsx';
import type {Line} from '../../../source/ui/span.ts';
import {sparkline} from '../../../source/ui/sparkline.ts';

/** A screen of widgets that no pane has yet. */
export interface WidgetScene {
  readonly name: string;
  readonly shows: string;
  readonly node: (columns: number, rows: number) => ReactNode;
}

const load = Array.from({length: 150}, (_, index) =>
  index % 50 === 49 ? null : 40 + 35 * Math.sin(index / 9) + (index % 7),
);

const plan: readonly Line[] = [
  [{text: 'Drain worker-2: 3 tasks move, one stays where it is.'}],
  [],
  [{text: '● ', tone: 'ok'}, {text: 'shop_web.2'}, {text: ' moves to worker-1 or worker-3', tone: 'muted'}],
  [
    {text: '▲ ', tone: 'warning'},
    {text: 'shop_pay.1'},
    {text: ' is the only one: an outage of about 8s', tone: 'warning'},
  ],
  [
    {text: '✖ ', tone: 'critical'},
    {text: 'shop_db.1'},
    {text: ' will stay pending: no other node has disk=nvme', tone: 'critical'},
  ],
  [
    {text: '? ', tone: 'unknown'},
    {text: '監視_エージェント.1'},
    {text: ' has a volume whose data is not known', tone: 'unknown'},
  ],
  [],
  [{text: 'docker node update --availability drain worker-2', tone: 'accent'}],
];

const charts = (columns: number, rows: number): readonly Line[] => [
  [{text: 'cpu ', tone: 'muted'}, {text: sparkline(load, 24), tone: 'accent'}, {text: ' 31%'}],
  [],
  ...chartLines([{values: load, tone: 'accent'}], {
    width: columns - 4,
    height: Math.min(12, rows - 12),
    format: value => `${Math.round(value)}%`,
  }),
];

const commands = ['scale', 'restart', 'roll back'].map((name, index) => ({
  id: name,
  name,
  positions: index === 0 ? [0, 1] : [],
  title: `${name} a service`,
  keys: name.charAt(0),
  disabledReason: name === 'roll back' ? 'there is no spec to go back to' : null,
}));

export const widgetScenes: readonly WidgetScene[] = [
  {
    name: 'dialog',
    shows: 'a plan to be confirmed, over a pane',
    node: (columns, rows) => (
      <Box width={columns} height={rows}>
        <Panel
          title={[[{text: 'Nodes', tone: 'title', bold: true}], [{text: '7', tone: 'muted'}]]}
          focused={false}
          width={columns}
          height={rows}
        >
          <Lines
            lines={Array.from({length: rows - 2}, (_, row) => [
              {text: ` node-${row + 1}`},
              {text: ' ● ready', tone: 'ok'},
            ])}
            width={columns - 2}
          />
        </Panel>
        <Dialog
          title="Drain worker-2"
          body={plan}
          buttons={[
            {id: 'cancel', title: 'Cancel'},
            {id: 'drain', title: 'Drain', tone: 'critical'},
          ]}
          selected="cancel"
          columns={columns}
          rows={rows}
        />
      </Box>
    ),
  },
  {
    name: 'charts',
    shows: 'a chart, a sparkline and a list of choices with one that cannot be taken',
    node: (columns, rows) => (
      <Panel title={[[{text: 'Load', tone: 'title', bold: true}]]} focused width={columns} height={rows}>
        <Lines lines={charts(columns, rows)} width={columns - 2} height={rows - 5} />
        <Palette items={commands} selectedId="scale" width={columns - 2} height={3} empty="nothing" />
      </Panel>
    ),
  },
];
