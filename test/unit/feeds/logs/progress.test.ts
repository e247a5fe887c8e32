import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {compareMoments} from '../../../../source/domain/logs/line-order.ts';
import type {LogLine} from '../../../../source/domain/model/index.ts';
import {createLogProgress} from '../../../../source/feeds/logs/progress.ts';
import {aLogLine, textsOf} from '../../../builders/fake-logs.ts';

const nowMs = 1_000_000;
const numbered = (count: number, stepMs = 1) =>
  Array.from({length: count}, (_, index) => aLogLine(String(index), nowMs + Math.floor(index * stepMs)));

describe('how far a log was read', () => {
  it('gives every line once, however often the stream is opened again, also when many share a moment', () => {
    const steps = fc.array(fc.nat({max: 2}), {minLength: 1, maxLength: 30});
    fc.assert(
      fc.property(steps, fc.array(fc.nat(), {maxLength: 5}), (gaps, cuts) => {
        let timeMs = nowMs;
        const lines = gaps.map((gap, index) => {
          timeMs += gap;
          return aLogLine(String(index), timeMs, `t${index % 2}`);
        });
        const progress = createLogProgress();
        const got: LogLine[] = [];
        for (const cut of cuts) {
          const since = progress.resumeFrom(nowMs);
          if (since !== null) progress.reopened(since);
          const from = lines.filter(line => since === null || compareMoments(line, since) >= 0);
          got.push(...progress.take(from.slice(0, cut % (lines.length + 1)), nowMs));
        }
        const since = progress.resumeFrom(nowMs);
        if (since !== null) progress.reopened(since);
        got.push(...progress.take(lines, nowMs));
        expect(textsOf(got).toSorted()).toEqual(textsOf(lines).toSorted());
      }),
    );
  });

  it('tells of a gap where the engine has lost the lines that were read last', () => {
    const lines = numbered(10);
    const progress = createLogProgress();
    progress.take(lines.slice(0, 4), nowMs);
    const since = progress.resumeFrom(nowMs);
    expect(since).not.toBeNull();
    if (since !== null) progress.reopened(since);
    const got = progress.take(lines.slice(7), nowMs);
    expect(got.map(({stream}) => stream)).toEqual(['gap', 'stdout', 'stdout', 'stdout']);
    expect(textsOf(got)[0]).toMatch(
      /^lines may be missing here: .* between 00:16:40\.003 and 00:16:40\.007$/,
    );
  });

  it('knows lines again that a node sends anew without being asked', () => {
    const lines = numbered(500);
    const progress = createLogProgress();
    expect(progress.take(lines, nowMs)).toHaveLength(500);
    expect(progress.take(lines.slice(300), nowMs)).toEqual([]);
    expect(progress.take(lines, nowMs)).toEqual([]);
    expect(textsOf(progress.take([aLogLine('new', nowMs + 600)], nowMs))).toEqual(['new']);
  });

  it('does not mind that lines of stdout and stderr change places by less than they can be told apart', () => {
    const progress = createLogProgress();
    const lines = [
      aLogLine('out', nowMs, 't1', {nanos: 700}),
      aLogLine('err', nowMs, 't1', {nanos: 500, stream: 'stderr'}),
      aLogLine('err', nowMs, 't1', {nanos: 800, stream: 'stderr'}),
    ];
    expect(progress.take(lines, nowMs)).toHaveLength(3);
  });

  it('takes older lines for new ones when the clock of the node was set back', () => {
    const progress = createLogProgress();
    progress.take(numbered(10, 1_000), nowMs);
    const late = [aLogLine('after', nowMs - 60_000), aLogLine('again', nowMs - 59_000)];
    expect(textsOf(progress.take(late, nowMs))).toEqual(['after', 'again']);
  });

  it('reads on from before the newest line: what others had under way must come, too', () => {
    const progress = createLogProgress();
    expect(progress.resumeFrom(nowMs)).toBeNull();
    progress.take([aLogLine('quiet', nowMs - 9_000, 'quiet')], nowMs - 60_000);
    progress.take([aLogLine('busy', nowMs, 'busy')], nowMs);
    expect(progress.resumeFrom(nowMs)).toEqual({timeMs: nowMs - 2_000, nanos: 0});
    progress.take([aLogLine('slow', nowMs - 5_000, 'slow')], nowMs);
    expect(progress.resumeFrom(nowMs)).toEqual({timeMs: nowMs - 5_000, nanos: 0});
  });
});
