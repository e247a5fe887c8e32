import {describe, expect, it} from 'vitest';
import type {JsonRecord} from '../../source/actions/spec/json.ts';
import {nodeId} from '../builders/ids.ts';
import {actingConsoles} from './acting-console.ts';
import {shop} from './console-harness.tsx';

const open = actingConsoles();
const withReplicas = (count: number) => (spec: JsonRecord) => ({
  ...spec,
  Mode: {Replicated: {Replicas: count}},
});

describe('an action by its key', () => {
  it('shows all of its plan first, with the keys on Cancel, and does nothing when it is not confirmed', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('r');
    const text = console.text();
    expect(text).toContain('restart web');
    expect(text).toMatch(/TaskTemplate\.ForceUpdate {2}\(none\) → 1/);
    expect(text).toContain('3 tasks will be replaced');
    expect(text).toMatch(/risk +▲ disruptive: tasks stop or move/);
    expect(text).toMatch(/expected +about \d+ s/);
    expect(text).toMatch(/same as +docker service update --force web/);
    expect(text).toMatch(/undo +none/);
    expect(text).toContain('▸ Cancel     Restart     Dry run');
    await console.press('enter');
    expect(console.text()).not.toContain('Dry run');
    expect(console.swarm.writes).toEqual([]);
    expect(console.swarm.records.map(({title, result}) => `${title}: ${result.kind}`)).toEqual([
      'restart web: cancelled',
    ]);
  });

  it('begins when it is confirmed, and tells how it goes; Esc leaves it running above the footer', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('r', 'tab', 'enter');
    await console.pass(0);
    expect(console.swarm.writes).toEqual(['update web-id']);
    expect(console.text()).toContain('waiting for the manager to tell of the change');
    await console.press('esc');
    expect(console.text()).not.toContain('Leave it running');
    expect(console.row(38)).toMatch(/^ ◐ verifying \d+ s: restart web: waiting for the manager/);
    await console.press('a');
    expect(console.text()).toContain('Leave it running');
  });

  it('that is safe begins without a question, and its end is told with its seconds', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('s');
    expect(console.text()).toContain('Scale web');
    expect(console.text()).toContain('now 3; 5, +2 or -1');
    await console.type('+1');
    await console.press('enter');
    await console.pass(0);
    expect(console.swarm.held('web-id').spec).toMatchObject({Mode: {Replicated: {Replicas: 4}}});
    expect(console.row(38)).toContain('scale web from 3 to 4');
    console.swarm.tell('web-id', {mode: {kind: 'replicated', replicas: 3}});
    await console.pass(6_000);
    expect(console.row(38)).toMatch(/^ ● done after [\d.]+ s: scale web from 3 to 4: 3\/3 running/);
  });

  it('that is destructive wants the name typed, and nothing else will do', async () => {
    const console = await open();
    await console.goTo('svc', 'billing');
    await console.press('ctrl+d');
    expect(console.text()).toContain('billing to go on');
    await console.press('enter');
    await console.type('bill');
    await console.press('enter');
    expect(console.text()).toContain('✖ type billing to go on');
    await console.press('tab', 'tab', 'enter');
    expect(console.swarm.writes).toEqual([]);
    await console.type('ing');
    await console.press('enter');
    await console.pass(0);
    expect(console.swarm.writes).toEqual(['remove billing-id']);
  });

  it('that is refused says why, and what was refused is in the journal', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('ctrl+u');
    expect(console.text()).toContain('┏━ roll web back ');
    expect(console.text()).toContain('✖ refused: nothing can be done as it is now');
    expect(console.text()).toMatch(/no previous spec/);
    await console.press('enter');
    expect(console.swarm.records.map(({result}) => result.kind)).toEqual(['refused']);
  });

  it('tells a dry run in the dialog and changes nothing', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('r', 'd');
    await console.settle();
    expect(console.text()).toContain('dry run: nothing was changed');
    expect(console.swarm.writes).toEqual([]);
  });

  it('asks for as long as no number was typed, and is given up with Esc', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('s');
    await console.type('many');
    await console.press('enter');
    expect(console.text()).toContain('✖ a number of replicas, or +2 and -1');
    await console.press('esc');
    expect(console.text()).not.toContain('Scale web');
  });
});

describe('a plan that is being made', () => {
  it('is told at once, takes all keys, and is stopped by Esc', async () => {
    const console = await open({
      runner: runner => ({...runner, plan: () => new Promise(() => undefined)}),
    });
    await console.goTo('svc', 'web');
    await console.press('r');
    expect(console.row(39)).toMatch(/^ ◐ planning … {2}<esc> stop/);
    await console.press('tab', 'enter', 'j', ':');
    expect(console.row(39)).toContain('planning');
    await console.press('esc');
    expect(console.row(39)).toContain('stopped before there was a plan; nothing was changed');
  });

  it('that cannot be made says why, and what to do', async () => {
    const console = await open();
    console.swarm.connect(false);
    await console.goTo('svc', 'web');
    await console.press('r');
    await console.settle();
    expect(console.text()).toContain('✖ No engine is connected.');
    expect(console.text()).toContain('The connection is being made again');
  });
});

describe('several marked', () => {
  it('are planned one by one, shown together, confirmed once, and run one after another', async () => {
    const console = await open();
    await console.type(':svc');
    await console.press('enter', 'space', 'j', 'space', 'r');
    const text = console.text();
    expect(text).toContain('┏━ 2 plans ');
    expect(text).toContain('One after another; the first that fails stops the rest.');
    expect(text).toContain('▲ restart api  disruptive');
    expect(text).toContain('▲ restart billing  disruptive');
    await console.press('tab', 'enter');
    await console.pass(0);
    expect(console.swarm.writes).toEqual(['update api-id']);
    expect(console.text()).toContain('○ not begun');
    expect(console.text()).not.toContain('2 marked');
  });

  it('are confirmed by the highest risk, and what is refused is told and left out', async () => {
    const console = await open();
    await console.type(':no');
    await console.press('enter', 'g', 'space', 'G', 'space', 'ctrl+d');
    const text = console.text();
    expect(text).toContain('✖ remove node-1  refused');
    expect(text).toContain('✖ remove node-5  refused');
  });

  it('are not acted upon while a filter hides them', async () => {
    const console = await open();
    await console.type(':svc');
    await console.press('enter', 'space', '/');
    await console.type('web');
    await console.press('enter', 'r');
    expect(console.row(39)).toContain('1 of 1 marked rows are hidden by the filter');
  });
});

describe('a change by someone else', () => {
  it('during an open plan is a conflict: nothing is written over, and it can be planned again', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('s');
    await console.type('2');
    await console.press('enter');
    expect(console.text()).toContain('scale web from 3 to 2');
    console.swarm.meddle('web-id', withReplicas(7));
    console.swarm.tell('web-id', {mode: {kind: 'replicated', replicas: 7}});
    await console.press('tab', 'enter');
    await console.settle();
    expect(console.text()).toMatch(/▲ conflict|✖ conflict/);
    expect(console.swarm.held('web-id').spec).toMatchObject({Mode: {Replicated: {Replicas: 7}}});
    await console.press('tab', 'enter');
    expect(console.text()).toContain('scale web from 7 to 2');
  });

  it('after an action is shown from all three sides when that is to be undone', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('s');
    await console.type('4');
    await console.press('enter');
    await console.pass(0);
    console.swarm.tell('web-id', {mode: {kind: 'replicated', replicas: 3}});
    await console.pass(6_000);
    console.swarm.meddle('web-id', withReplicas(9));
    console.swarm.tell('web-id', {mode: {kind: 'replicated', replicas: 9}});
    await console.press('z');
    const text = console.text();
    expect(text).toContain('┏━ undo: scale web from 3 to 4 ');
    expect(text).toMatch(/was +4 /);
    expect(text).toMatch(/wanted +3 /);
    expect(text).toMatch(/is now +9 /);
  });
});

describe('z and @', () => {
  it('takes the last action back after showing the plan of that, and the journal has both', async () => {
    const console = await open();
    await console.goTo('no', 'node-4');
    await console.press('c');
    await console.pass(0);
    expect(console.swarm.held('n4').spec).toMatchObject({Availability: 'pause'});
    await console.press('@');
    expect(console.row(4)).toMatch(/pause node-4 +◐ started/);
    await console.press('z');
    expect(console.row(39)).toContain('"pause node-4" still goes on');
    const node = console.store.table('nodes').get(nodeId('n4'));
    if (node === undefined) throw new Error('no node');
    await console.tell({
      kind: 'put',
      table: 'nodes',
      values: [{...node, availability: 'pause', version: console.swarm.held('n4').version}],
    });
    await console.pass(1_000);
    expect(console.row(4)).toMatch(/pause node-4 +● done/);
    await console.press('z');
    expect(console.text()).toContain('┏━ undo: pause node-4 ');
    expect(console.text()).toContain('Availability  pause → active');
    await console.press('tab', 'enter', 'esc');
    await console.pass(0);
    expect(console.swarm.held('n4').spec).toMatchObject({Availability: 'active'});
  });

  it('has nothing to take back at first, and says so', async () => {
    const console = await open();
    await console.press('z');
    expect(console.row(39)).toContain('the journal has nothing of yours in this swarm to take back');
  });

  it('shows a record with its changes, its commands and its undo', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('s');
    await console.type('5');
    await console.press('enter');
    await console.pass(0);
    await console.type(':journal');
    await console.press('enter', 'enter');
    const text = console.text();
    expect(text).toContain('journal: scale web from 3 to 5');
    expect(text).toMatch(/Who +ann as root from 192\.0\.2\.7/);
    expect(text).toContain('Mode.Replicated.Replicas  3 → 5');
    expect(text).toContain('docker service scale web=5');
    expect(text).toMatch(/Undo +:undo action-1/);
  });
});

describe('what goes on', () => {
  it('is asked about before the console is left, and the same key again leaves', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('r', 'tab', 'enter', 'esc', 'ctrl+c');
    expect(console.text()).toContain('Leave while actions go on?');
    await console.press('esc');
    expect(console.text()).not.toContain('Leave while actions go on?');
    await console.press('ctrl+c', 'ctrl+c');
    expect(await console.terminal.closed).toEqual({kind: 'closed'});
  });

  it('is opened with a, and the next one with a again', async () => {
    const console = await open();
    await console.type(':pause node-4');
    await console.press('enter');
    await console.type(':pause node-5');
    await console.press('enter', 'a');
    expect(console.text()).toContain('┏━ pause node-5 ');
    await console.press('a');
    expect(console.text()).toContain('┏━ pause node-4 ');
  });

  it('stays on the screen when it has failed, until someone has seen it', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('s');
    await console.type('4');
    console.swarm.failWrite('rejected');
    await console.press('enter', 'k', 'j');
    expect(console.row(38)).toMatch(/^ ✖ failed after [\d.]+ s: scale web .*: it is rejected +a opens/);
    await console.press('a');
    expect(console.text()).toContain('a hint');
    expect(console.text()).toContain('▸ Close     Plan again');
    await console.press('esc');
    expect(console.text()).not.toContain('failed after');
  });
});

describe('a dialog', () => {
  it('that is longer than the screen scrolls, and its buttons stay in view', async () => {
    const names = Array.from({length: 16}, (_, index) => `service-${index}`);
    const cluster = names.reduce((built, name) => built.withService(name, 5), shop());
    const console = await open({cluster, columns: 80, rows: 24});
    await console.goTo('no', 'node-2');
    await console.press('r');
    const buttons = '▸ Cancel     Drain     Dry run';
    expect(console.text()).toContain(buttons);
    expect(console.row(23)).toContain('<esc> cancel');
    const hidden = /same as +docker node update/;
    expect(console.text()).not.toMatch(hidden);
    await console.press('G');
    expect(console.text()).toMatch(hidden);
    expect(console.text()).toContain(buttons);
    await console.press('g');
    expect(console.text()).toContain('Availability  active → drain');
  });

  it('takes clicks on its buttons, and nothing below it is touched by others', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('r');
    const click = (column: number, row: number) => console.send(`\x1b[<0;${column + 1};${row + 1}M`);
    await click(2, 5);
    expect(console.text()).toContain('Dry run');
    const row = Array.from({length: 40}, (_, at) => console.row(at)).findIndex(line =>
      line.includes('Dry run'),
    );
    await click(console.row(row).indexOf('Dry run') + 1, row);
    await console.settle();
    expect(console.text()).toContain('dry run: nothing was changed');
    await click(console.row(row).indexOf('Dry run') + 1, row - 1);
    expect(console.swarm.writes).toEqual([]);
  });

  it('is closed when the swarm is left, and its plan is journalled as not confirmed', async () => {
    const console = await open();
    await console.goTo('svc', 'web');
    await console.press('r');
    const {connection} = console.store;
    await console.tell({kind: 'connection', connection: {...connection, context: 'homelab'}});
    expect(console.text()).not.toContain('Dry run');
    expect(console.swarm.records.map(({result}) => result)).toEqual([
      {kind: 'cancelled', message: 'closed before it was confirmed'},
    ]);
  });
});
