import {describe, expect, it} from 'vitest';
import {logsAround} from '../../source/panes/logs/logs-around.ts';
import {drillInto} from '../../source/store/session.ts';
import {beganMs, lines, type OpenLog, openLog, shown, written} from './open-log.ts';

const wish = {kind: 'services', ids: ['web-id']} as const;

const openAround = async (atS: number): Promise<OpenLog> => {
  const log = await openLog('0');
  drillInto(log.console.console.session, logsAround(wish, 'web', beganMs + atS * 1_000));
  await log.console.settle();
  return log;
};
const texts = (log: OpenLog) => lines(log).map(row => row.replace(/^\S+ (?:web\S+ )?/, ''));

describe('logs around a moment', () => {
  it('are asked for half a minute before and after it, and no further', async () => {
    const log = await openAround(100);
    expect(log.asked).toEqual([
      {
        wish,
        range: {
          tail: null,
          follow: false,
          since: {timeMs: beganMs + 70_000, nanos: 0},
          untilMs: beganMs + 130_000,
        },
      },
    ]);
  });

  it('stand still with the moment in the middle, lines of all tasks by their times', async () => {
    const log = await openAround(100);
    await log.write(...Array.from({length: 30}, (_, index) => written(`one ${index}`, 71 + index * 2)));
    expect(shown(log)).toContain('30 lines have come …');
    await log.answer(
      ...Array.from({length: 30}, (_, index) => written(`two ${index}`, 72 + index * 2, {}, 'web-2')),
    );
    const rows = texts(log);
    const middle = rows.findIndex(row => row.includes('the moment: 12:01:40.000 UTC'));
    expect(Math.abs(middle - rows.length / 2)).toBeLessThanOrEqual(1);
    expect(rows[middle - 1]).toBe('one 14');
    expect(rows[middle + 1]).toBe('two 14');
    expect(rows[middle + 2]).toBe('one 15');
    expect(shown(log)).not.toContain('following');
  });

  it('go on above and below by scrolling over their ends, further each time that nothing is there', async () => {
    const log = await openAround(100);
    await log.answer(written('inside', 99));
    await log.console.press('j');
    expect(log.asked[1]?.range).toMatchObject({untilMs: beganMs + 160_000});
    await log.answer();
    await log.console.press('j');
    expect(log.asked[2]?.range).toMatchObject({untilMs: beganMs + 220_000});
    await log.answer(written('later', 200));
    expect(texts(log).at(-1)).toBe('later');
    await log.console.press('g', 'k');
    expect(log.asked[3]?.range).toMatchObject({
      since: {timeMs: beganMs + 39_000, nanos: 0},
      untilMs: beganMs + 99_000,
    });
    await log.answer(written('earlier', 50));
    expect(texts(log)[0]).toBe('earlier');
  });

  it('say so when nothing was written then, and what is there when the rest does not come', async () => {
    const log = await openAround(100);
    await log.answer();
    expect(texts(log)[0]).toContain('around which the engine has no line of 60 s');
    const other = await openAround(200);
    await other.write(written('half', 190));
    await other.break('nobody leads');
    expect(texts(other)[0]).toBe('half');
    expect(shown(other)).toContain('nobody leads');
  });

  it('are left for the newest lines by the keys of the other ranges', async () => {
    const log = await openAround(100);
    await log.answer(written('inside', 99));
    await log.console.press('0');
    expect(log.asked.at(-1)?.range).toEqual({tail: 200, follow: true});
    await log.write(written('new', 500));
    expect(shown(log)).toContain('following');
    expect(texts(log)).toEqual(['new']);
  });
});
