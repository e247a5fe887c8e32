import {findPlaces} from '../../config/places.ts';
import {findShipped} from '../../config/shipped.ts';
import {readTheme} from '../../config/themes.ts';
import type {RunCommand} from '../command.ts';
import {safeJson} from '../output/json.ts';
import {createPaint, plainLine} from '../output/paint.ts';
import {diagnoseAnswers} from './answers.ts';
import {diagnoseConnection} from './connection.ts';
import type {Diagnosis} from './diagnosis.ts';
import {diagnoseFiles} from './permissions.ts';
import {diagnoseSettings} from './settings.ts';
import {diagnoseTerminal} from './terminal.ts';

const shown = {ok: 'ok', warning: 'warning', problem: 'critical'} as const;

/** Runs `medianest doctor`. */
export const runDoctor: RunCommand = async (invocation, ports) => {
  const shipped = findShipped('themes', import.meta.dirname);
  const folders = [findPlaces(ports.terminal.env).themesFolder, ...(shipped === null ? [] : [shipped])];
  const diagnoses = [
    ...diagnoseTerminal(ports.terminal),
    ...(await diagnoseAnswers(ports)),
    ...(await diagnoseConnection(invocation, ports)),
    ...diagnoseFiles(ports.terminal),
    ...diagnoseSettings(ports.readSettings(), name => readTheme(name, folders)),
  ];
  if (invocation.options.format === 'json') {
    ports.out(`${safeJson(diagnoses, 2)}\n`);
  } else {
    const paint = createPaint(invocation.options.color);
    ports.out(diagnoses.map(each => linesOf(each, paint)).join(''));
    if (ports.terminal.outputIsTerminal) {
      ports.out(`\n${await ports.drawTable(summaryOf(diagnoses), ports.terminal.columns ?? 80)}\n`);
    }
  }
  const has = (level: Diagnosis['level']) => diagnoses.some(each => each.level === level);
  return has('problem') ? 2 : has('warning') ? 1 : 0;
};

/** How much there is of each, by area. */
function summaryOf(diagnoses: readonly Diagnosis[]) {
  const areas = [...new Set(diagnoses.map(each => each.area))];
  return areas.map(area => {
    const count = (level: Diagnosis['level']) =>
      diagnoses.filter(each => each.area === area && each.level === level).length;
    return {area, ok: count('ok'), warnings: count('warning'), problems: count('problem')};
  });
}

function linesOf({area, level, what, advice}: Diagnosis, paint: ReturnType<typeof createPaint>): string {
  const indent = ' '.repeat(22);
  const first = `${area.padEnd(13)}${paint(level, shown[level])}${' '.repeat(9 - level.length)}${plainLine(what)}\n`;
  return advice === '' ? first : `${first}${indent}${plainLine(advice)}\n`;
}
