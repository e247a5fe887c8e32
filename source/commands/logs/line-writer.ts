import {isAtLeast, levelOf} from '../../domain/logs/level.ts';
import {createSelection} from '../../domain/logs/select-lines.ts';
import {withoutEscapes} from '../../domain/logs/sgr.ts';
import type {LogLine} from '../../domain/model/index.ts';
import type {ClusterStore} from '../../store/cluster-store.ts';
import {createLogLabels} from '../../store/logs/log-labels.ts';
import {createTimeLimit} from '../../store/logs/time-limit.ts';
import type {LogOptions} from '../arguments/log-options.ts';
import type {CommandOptions, CommandPorts} from '../command.ts';
import {plainLine} from '../output/paint.ts';
import {jsonPrinter, textPrinter} from './print-lines.ts';

/** Writes the lines that are wanted. */
export interface LineWriter {
  readonly write: (lines: readonly LogLine[]) => void;
  /** The engine could not get all that was asked for. */
  readonly hasFaults: boolean;
  /** The expression goes on for ever on a line: nothing is written from there on. */
  readonly isEndless: boolean;
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
  const fits = createFits(logs.grep);
  const selection = createSelection<ReadLine>(wantedBy(logs, fits.of), logs.around);
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
      const texts = lines.map(line => decoder.decode(line.text));
      if (!fits.prepare(texts)) return;
      const written = lines.map((line, index) => {
        const text = texts[index] ?? '';
        const isProgram = line.stream === 'stdout' || line.stream === 'stderr';
        return isProgram ? chosen(line, text) : remark(line, text);
      });
      const all = written.join('');
      if (all !== '') ports.out(all);
    },
    get isEndless() {
      return fits.isEndless;
    },
    get hasFaults() {
      return hasFaults;
    },
  };
};

/** So long may an expression take over what came at once; then it is waited for as often again while the machine is busy. */
const fitLimitMs = 1_000;
const mostTries = 10;

/** Matches the lines that came at once, in a time that ends. */
const createFits = (grep: RegExp | null) => {
  const inTime = createTimeLimit(fitLimitMs);
  let known: ReadonlyMap<string, boolean> = new Map();
  let isEndless = false;
  return {
    get isEndless() {
      return isEndless;
    },
    of: (text: string): boolean => known.get(text) ?? false,
    prepare(texts: readonly string[]): boolean {
      if (grep === null || isEndless) return !isEndless;
      const match = () => new Map(texts.map(withoutEscapes).map(text => [text, grep.test(text)]));
      for (let tries = 0; tries < mostTries; tries += 1) {
        const end = inTime(match);
        if (end.kind === 'done') {
          known = end.value;
          return true;
        }
        if (end.kind === 'endless') break;
      }
      isEndless = true;
      return false;
    },
  };
};

const wantedBy =
  ({grep, invert, level}: LogOptions, fits: (text: string) => boolean) =>
  (text: string, isRest: boolean): boolean => {
    if (grep !== null && fits(text) === invert) return false;
    if (level === null) return true;
    const own = levelOf(text);
    // The rest of a message has no level of its own: it is as serious as its beginning.
    return isRest && own === null ? false : isAtLeast(own, level);
  };
