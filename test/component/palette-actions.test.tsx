import {describe, expect, it} from 'vitest';
import {actingConsoles} from './acting-console.ts';

const open = actingConsoles();

describe('the palette', () => {
  it.each([
    [':scale web 5', 'update web-id'],
    [':scale web +1', 'update web-id'],
    [':pause node-4', 'update n4'],
    [':label node-4 zone=north', 'update n4'],
  ])('%s does what it says at once where that is safe', async (line, write) => {
    const console = await open();
    await console.type(line);
    await console.press('enter');
    await console.pass(0);
    expect(console.swarm.writes).toEqual([write]);
  });

  it.each([
    [':restart web api', '2 plans'],
    [':rollback web', 'roll web back'],
    [':image web app:2', 'app:2'],
    [':drain node-2', 'drain node-2'],
    [':promote node-4', 'promote node-4'],
    [':demote node-2', 'demote node-2'],
    [':remove billing', 'remove billing'],
  ])('%s shows its plan', async (line, title) => {
    const console = await open();
    await console.type(line);
    await console.press('enter');
    await console.settle();
    expect(console.text()).toContain(title);
    expect(console.swarm.writes).toEqual([]);
  });

  it('completes names, and does nothing to one that was only offered', async () => {
    const console = await open();
    await console.type(':restart w');
    expect(console.text()).toMatch(/restart web +restart/);
    await console.press('enter');
    expect(console.row(39)).toContain('there is no service "w"');
    await console.type(':scale w');
    await console.press('tab');
    await console.type(' 4');
    expect(console.row(39)).toContain(':scale web 4');
    await console.press('enter');
    await console.pass(0);
    expect(console.swarm.writes).toEqual(['update web-id']);
  });

  it('says what it needs where nothing fits', async () => {
    const console = await open();
    await console.type(':svc');
    await console.press('enter');
    await console.type(':drain');
    await console.press('enter');
    expect(console.row(39)).toContain('select a node, or name one behind the command');
  });
});
