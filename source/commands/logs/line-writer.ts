import {isAtLeast, levelOf} from '../../domain/logs/level.ts';
import {createSelection} from '../../domain/logs/select-lines.ts';
import {withoutEscapes} from '../../domain/logs/sgr.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {createLogLabels} from '../../store/logs/log-labels.ts';
import type {LogOptions} from '../arguments/log-options.ts';
import type {CommandOptions, CommandPorts} from '../command.ts';
import {plainLine} from '../output/paint.ts';
import {jsonPrinter, textPrinter} from './print-lines.ts';

/** Writes the lines that are wanted. */
export interface LineWriter {
  readonly write: (lines: readonly LogLine[]) => void;
  /** The engine could not get all that was asked for. */
  readonly hasFaults: boolean;
}

interface ReadLine {
  readonly line: LogLine;
  readonly text: string;
}

export const createLineWriter = (
  {logs, format, color}: CommandOptions,
  store: ClusterStore,
  ports: Pick<CommandPorts, 'out' | 'err' | 'nowMs'>,
): LineWriter => {
  const labels = createLogLabels(store);
  const isJson = format === 'json';
  const printer = isJson ? jsonPrinter() : textPrinter(logs, color, ports.nowMs);
  const selection = createSelection<ReadLine>(wantedBy(logs), logs.around);
  const decoder = new TextDecoder();
  let hasFaults = false;

  const remark = (line: LogLine, text: string): string => {
    if (line.stream === 'fault' || line.stream === 'gap') hasFaults = true;
    if (isJson) return printer.line(line, text, labels.of(line.origin));
    const who = labels.of(line.origin).task;
    ports.err(`medianest logs: ${who === '' ? '' : `${plainLine(who)}: `}${plainLine(text)}\n`);
    return '';
  };
  const chosen = (line: LogLine, text: string): string =>
    selection
      .push({value: {line, text}, task: line.origin.taskId, text: withoutEscapes(text)})
      .map(
        ({value, apart}) =>
          // Without lines around them it goes without saying that others were left out.
          (apart && logs.around > 0 ? printer.apart : '') +
          printer.line(value.line, value.text, labels.of(value.line.origin)),
      )
      .join('');

  return {
    write(lines) {
      const written = lines.map(line => {
        const text = decoder.decode(line.text);
        const isProgram = line.stream === 'stdout' || line.stream === 'stderr';
        return isProgram ? chosen(line, text) : remark(line, text);
      });
      const all = written.join('');
      if (all !== '') ports.out(all);
    },
    get hasFaults() {
      return hasFaults;
    },
  };
};

const wantedBy =
  ({grep, invert, level}: LogOptions) =>
  (text: string, isRest: boolean): boolean => {
    if (grep !== null && grep.test(text) === invert) return false;
    if (level === null) return true;
    const own = levelOf(text);
    // The rest of a message has no level of its own: it is as serious as its beginning.
    return isRest && own === null ? false : isAtLeast(own, level);
  };
