import {compareMoments, remark} from '../../domain/logs/line-order.ts';
import type {LogWindow} from '../../domain/logs/log-window.ts';
import {exactTime} from '../../domain/logs/time-text.ts';
import type {LogLine} from '../../domain/model/index.ts';

/** The lines of a window until all have come. */
export interface WindowLines {
  push(lines: readonly LogLine[]): void;
  readonly count: number;
  /** All of them by time, the moment marked among them, and the place of that mark. */
  finish(): {readonly lines: readonly LogLine[]; readonly mark: number};
}

/** Tasks are read one beside the other: only when all have come is their order known. */
export const gatherWindow = ({atMs, withinMs}: LogWindow): WindowLines => {
  const lines: LogLine[] = [];
  let written = 0;
  return {
    push(more) {
      for (const line of more) {
        // What is held must not hold the buffers of whole answers.
        lines.push({...line, text: line.text.slice()});
        if (line.stream === 'stdout' || line.stream === 'stderr') written += 1;
      }
    },
    get count() {
      return written;
    },
    finish() {
      const sorted = lines.sort(compareMoments);
      const at = {timeMs: atMs, nanos: 0};
      const before = sorted.findIndex(line => compareMoments(line, at) >= 0);
      const mark = before < 0 ? sorted.length : before;
      const none = `, around which the engine has no line of ${(2 * withinMs) / 1_000} s`;
      const words = `the moment: ${exactTime(atMs, 0).slice(11, 23)} UTC${written === 0 ? none : ''}`;
      return {lines: sorted.toSpliced(mark, 0, remark('note', words, at)), mark};
    },
  };
};
