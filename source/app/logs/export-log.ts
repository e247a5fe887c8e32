import {createWriteStream} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {faultInWords} from '../../domain/fault-words.ts';
import {withoutEscapes} from '../../domain/logs/sgr.ts';
import {exactTime} from '../../domain/logs/time-text.ts';
import {createLogLabels} from '../../store/logs/log-labels.ts';
import {textOf} from '../../store/logs/log-segment.ts';
import {pagerChild} from '../../terminal/child/programs.ts';
import {childTrouble} from '../../terminal/child/run-child.ts';
import {lineText} from '../../ui/line-text.ts';
import type {ConsoleModel} from '../console-model.ts';
import type {LogContent} from './log-content.ts';

/** Copies the rows in view. */
export const copyLog = (model: ConsoleModel, {lines}: LogContent): void => {
  const text = lines.map(line => lineText(line).trimEnd()).join('\n');
  if (model.terminal.copy(text)) model.tell(`copied ${lines.length} rows (through the terminal, OSC 52)`);
  else model.tell('too much to copy through the terminal; save it with ctrl+s instead', 'warning');
};

/** Writes every line that is shown into a file, without holding them all in one text. */
export const saveLog = (model: ConsoleModel, content: LogContent, path: string): Promise<number> => {
  const {pane} = content;
  const last = pane.shown.count;
  return pipeline(
    Readable.from(textsOf(model, content)),
    createWriteStream(resolve(path), {flags: 'wx', mode: 0o600}),
  ).then(() => last);
};

function* textsOf(model: ConsoleModel, {pane}: LogContent): Generator<string, void> {
  const labels = createLogLabels(model.cluster.store);
  // Line by line from what is shown now: what comes meanwhile is for the next time.
  const numbers = Array.from({length: pane.shown.count}, (_, place) => pane.shown.at(place));
  for (const number of numbers) {
    const line = pane.source.ring.line(number);
    if (line === null) continue;
    const {task, node} = labels.of(line.origin);
    const text = withoutEscapes(textOf(line.text)).replaceAll(/[\u0000-\u001F\u007F-\u009F]/g, '\uFFFD');
    yield `${exactTime(line.timeMs, line.nanos)} ${task}@${node} ${text}\n`;
  }
}

/** Hands the terminal to a pager, with the lines that are shown in a file of their own. */
export const pageLog = async (content: LogContent, model: ConsoleModel): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'medianest-'));
  const file = join(folder, 'log.txt');
  try {
    await saveLog(model, content, file);
    // A file and no text: tens of megabytes need not be in memory twice.
    const {file: program, args} = pagerChild(process.env, '');
    const end = await model.terminal.handOver({file: program, args: [...args, file]});
    const trouble = childTrouble(end, '$PAGER');
    if (trouble !== null) model.tell(`the pager: ${trouble}`, 'warning');
  } catch (error) {
    model.tell(`no pager: ${faultInWords(error)}`, 'warning');
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
};
