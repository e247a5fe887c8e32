import {Box} from 'ink';
import {afterEach, describe, expect, test} from 'vitest';
import {Dialog} from '../../source/ui/dialog.tsx';
import {Footer} from '../../source/ui/footer.tsx';
import {Header, headerRow} from '../../source/ui/header.tsx';
import {Lines} from '../../source/ui/lines.tsx';
import {Palette} from '../../source/ui/palette.tsx';
import {Panel} from '../../source/ui/panel.tsx';
import {Prompt} from '../../source/ui/prompt.tsx';
import {textField} from '../../source/ui/text-field.ts';
import {TextView} from '../../source/ui/text-view.tsx';
import {type Harness, renderScreen} from './harness.tsx';
import {dark, Themed} from './themed.tsx';

let screen: Harness | null = null;
afterEach(async () => {
  await screen?.close();
  screen = null;
});

const noColor = {TERM: 'xterm-256color', LANG: 'C.UTF-8', NO_COLOR: '1'};
const ascii = {TERM: 'vt100', LANG: 'C'};

function aPanel(focused: boolean, width = 40, height = 4) {
  return (
    <Themed>
      <Panel
        title={[[{text: 'Services', tone: 'title'}], [{text: '45'}], [{text: '/api', tone: 'match'}]]}
        right={[{text: 'live', tone: 'ok'}]}
        footer={[{text: '1/45', tone: 'muted'}]}
        focused={focused}
        width={width}
        height={height}
      >
        <Lines lines={[[{text: 'inside'}]]} width={width - 2} height={height - 2} />
      </Panel>
    </Themed>
  );
}

describe('a panel', () => {
  test('frames its content, with the title above and the position below', async () => {
    screen = await renderScreen(aPanel(false));
    expect(screen.rows().slice(0, 4)).toEqual([
      '┌─ Services ─ 45 ─ /api ───────── live ┐',
      '│inside                                │',
      '│                                      │',
      `└${'─'.repeat(31)} 1/45 ─┘`,
    ]);
    expect(screen.cell(0, 0).fg).toBe(dark.line);
    expect(screen.cellOf('live').fg).toBe(dark.green);
  });

  test('with the focus it has another colour and another shape', async () => {
    screen = await renderScreen(aPanel(true));
    expect(screen.row(0)).toBe('┏━ Services ━ 45 ━ /api ━━━━━━━━━ live ┓');
    expect(screen.cell(0, 0).fg).toBe(dark.cyan);
  });

  test('on a narrow screen it drops the freshness, then parts of the title', async () => {
    screen = await renderScreen(aPanel(false, 20));
    expect(screen.row(0)).toBe('┌─ Services ─ 45 ──┐');
  });

  test('without UTF-8 it is drawn in ASCII', async () => {
    screen = await renderScreen(aPanel(true), {columns: 80, rows: 24}, ascii);
    expect(screen.row(0)).toBe('+= Services = 45 = /api ========= live +');
    expect(screen.row(1)).toBe('|inside                                |');
    expect(screen.text()).toMatch(/^[\x20-\x7e\n]*$/);
  });
});

describe('a text view', () => {
  const lines = Array.from({length: 100}, (_, index) => [
    {text: `line ${index} `},
    {text: 'state', tone: 'ok' as const},
  ]);
  const view = (props: Partial<Parameters<typeof TextView>[0]> = {}) => (
    <Themed>
      <TextView lines={lines} top={0} width={40} height={10} {...props} />
    </Themed>
  );

  test('shows the part that it was scrolled to', async () => {
    screen = await renderScreen(view({top: 90, left: 5}));
    expect(screen.row(0)).toBe('90 state');
    expect(screen.row(9)).toBe('99 state');
    expect(screen.cellOf('state').fg).toBe(dark.green);
  });

  test('scrolled beyond its end it shows its end', async () => {
    screen = await renderScreen(view({top: 500}));
    expect(screen.row(9)).toBe('line 99 state');
  });

  test('lays a background under matches, and marks the current one', async () => {
    screen = await renderScreen(view({search: /line 1\d/, top: 9, currentMatch: 1}));
    expect(screen.cell(0, 0).bg).toBeNull();
    expect(screen.cell(0, 1)).toMatchObject({bg: dark.yellow, underline: false});
    expect(screen.cell(0, 2)).toMatchObject({bg: dark.yellow, underline: true});
    expect(screen.cell(7, 1).bg).toBeNull();
  });

  test('wraps long lines when asked to', async () => {
    screen = await renderScreen(view({lines: [[{text: 'x'.repeat(50)}], [{text: 'end'}]], wrap: true}));
    expect(screen.rows().slice(0, 3)).toEqual(['x'.repeat(40), 'x'.repeat(10), 'end']);
  });

  test('text from a container cannot paint outside of it', async () => {
    const hostile = [[{text: 'a\x1b[2J\x1b[1;1Hb\x1b]0;t\x07\rc'}], [{text: '\u202ereversed'}]];
    screen = await renderScreen(view({lines: hostile}));
    expect(screen.row(0)).toBe('ab�c');
    expect(screen.row(1)).toBe('�reversed');
  });
});

describe('a dialog', () => {
  const dialog = (columns: number, rows: number) => (
    <Themed>
      <Box width={columns} height={rows}>
        <Lines lines={Array.from({length: rows}, () => [{text: '.'.repeat(columns)}])} width={columns} />
        <Dialog
          title="Remove service"
          body={[[{text: 'This removes web and its 3 tasks.'}]]}
          buttons={[
            {id: 'cancel', title: 'Cancel'},
            {id: 'remove', title: 'Remove', tone: 'critical'},
          ]}
          selected="cancel"
          columns={columns}
          rows={rows}
        />
      </Box>
    </Themed>
  );

  test.each([
    [80, 24],
    [120, 40],
    [200, 50],
  ])('lies in the middle of %i×%i, over what was there', async (columns, rows) => {
    screen = await renderScreen(dialog(columns, rows), {columns, rows});
    const left = (columns - 44) / 2;
    const top = Math.floor((rows - 5) / 2);
    expect(screen.row(top)).toBe(
      `${'.'.repeat(left)}┏━ Remove service ━━━━━━━━━━━━━━━━━━━━━━━━━┓${'.'.repeat(left)}`,
    );
    expect(screen.row(top + 1).slice(left, left + 40)).toBe('┃ This removes web and its 3 tasks.     ');
    expect(screen.row(top + 3)).toContain('┃ ▸ Cancel     Remove ');
    expect(screen.row(top - 1)).toBe('.'.repeat(columns));
    expect(screen.cellOf('▸ Cancel').bg).toBe(dark.shade);
    expect(screen.cellOf('Remove ').fg).not.toBe(dark.red);
  });

  test('what cannot be taken back is coloured, and the choice reads without colours', async () => {
    screen = await renderScreen(dialog(80, 24), {columns: 80, rows: 24}, noColor);
    expect(screen.cellOf('▸ Cancel')).toMatchObject({fg: null, bg: null, inverse: true});
  });
});

describe('a prompt', () => {
  const prompt = (text: string, width = 20) => (
    <Themed>
      <Prompt label=":" field={textField(text)} hint="" width={width} />
    </Themed>
  );

  test('shows the text and where the next character goes', async () => {
    screen = await renderScreen(prompt('scale web'));
    expect(screen.row(0)).toBe(':scale web');
    expect(screen.cursor()).toEqual({column: 10, row: 0});
  });

  test('scrolls so that the cursor is in view', async () => {
    screen = await renderScreen(prompt('0123456789abcdefghijklmnop', 11));
    expect(screen.row(0)).toBe(':hijklmnop');
    expect(screen.cursor()).toEqual({column: 10, row: 0});
  });

  test('shows what is wrong with the text', async () => {
    screen = await renderScreen(
      <Themed>
        <Prompt label="/" field={textField('(')} problem="unterminated group" width={40} />
      </Themed>,
    );
    expect(screen.row(0)).toBe('/(  unterminated group');
    expect(screen.cellOf('unterminated').fg).toBe(dark.red);
  });
});

test('the palette marks what matched and says why something cannot be chosen', async () => {
  screen = await renderScreen(
    <Themed>
      <Palette
        items={[
          {
            id: 'a',
            name: 'services',
            positions: [0, 1],
            title: 'list services',
            keys: '2',
            disabledReason: null,
          },
          {
            id: 'b',
            name: 'secrets',
            positions: [0, 1],
            title: 'list secrets',
            disabledReason: 'this engine is a worker',
          },
        ]}
        selectedId="a"
        width={50}
        height={4}
        empty="no such command"
      />
    </Themed>,
  );
  expect(screen.row(0)).toBe(`${'▸ services   list services'.padEnd(48)}2`);
  expect(screen.row(1)).toBe('  secrets  ✗ this engine is a worker');
  expect(screen.cell(2, 0)).toMatchObject({fg: dark.cyan, underline: true, bg: dark.shade});
  expect(screen.cell(4, 0)).toMatchObject({underline: false, bg: dark.shade});
});

test('the footer shows disabled keys as disabled, without colours too', async () => {
  const hints = [
    {keys: 'd', title: 'describe', disabledReason: null},
    {keys: 's', title: 'scale', disabledReason: 'read-only mode'},
    {keys: '?', title: 'help', disabledReason: null},
  ];
  screen = await renderScreen(<Footer hints={hints} width={80} />, {columns: 80, rows: 24}, noColor);
  expect(screen.row(0)).toBe(' d describe  s scale✗  ? help');
  expect(screen.cellOf('d describe').bold).toBe(true);
  expect(screen.cellOf('s scale').bold).toBe(false);
});

test('a narrow footer keeps whole hints and those that must stay', async () => {
  const hints = ['describe', 'logs', 'scale', 'help'].map(title => ({
    keys: title[0] ?? '',
    title,
    disabledReason: null,
  }));
  screen = await renderScreen(<Footer hints={hints} keep={1} width={24} />);
  expect(screen.row(0)).toBe(' d describe  h help');
});

test('a header drops the least important parts first', async () => {
  const part = (text: string, priority: number) => ({line: [{text}], priority});
  const row = (width: number) =>
    headerRow([part('prod', 1), part('engine 29.1', 4)], [part('nodes 5/5', 2), part('live', 3)], width);
  screen = await renderScreen(<Header rows={[row(60), row(30), row(16)]} width={60} />);
  expect(screen.row(0)).toBe(`prod   engine 29.1${' '.repeat(26)}nodes 5/5   live`);
  expect(screen.row(1)).toBe(`prod${' '.repeat(10)}nodes 5/5   live`);
  expect(screen.row(2)).toBe('prod   nodes 5/5');
});
