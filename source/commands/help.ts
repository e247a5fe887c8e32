import {nearest} from '../domain/nearest.ts';
import type {CommandLineOption} from './arguments/options.ts';
import {commandLineOptions} from './arguments/options.ts';
import {catalogue, findCommand, optionsOf} from './catalogue/catalogue.ts';
import type {CatalogueEntry} from './catalogue/entry.ts';
import type {RunCommand} from './command.ts';
import {exitCodes} from './exit-codes.ts';

/** Runs `medianest help [COMMAND]`. */
export const runHelp: RunCommand = async ({operands}, ports) => {
  const [name] = operands;
  if (name === undefined) {
    ports.out(generalHelp());
    return 0;
  }
  const entry = findCommand(name);
  if (entry === undefined) {
    const meant = nearest(
      name,
      catalogue.map(each => each.name),
    );
    const names = catalogue.map(each => each.name).join(', ');
    const advice = meant === null ? `Commands: ${names}.` : `Did you mean "${meant}"?`;
    ports.err(`medianest help: there is no command "${name}". ${advice}\n`);
    return 2;
  }
  ports.out(commandHelp(entry));
  return 0;
};

/** What `medianest --help` says. */
export function generalHelp(): string {
  const width = Math.max(...catalogue.map(entry => usageOf(entry).length));
  return [
    'A terminal operations console for Docker Swarm.',
    '',
    'Usage: medianest [OPTIONS]             the console',
    '       medianest COMMAND [OPTIONS]     an answer without a screen',
    '',
    'Commands:',
    ...catalogue.map(entry => `  ${usageOf(entry).padEnd(width)}  ${entry.summary}`),
    '',
    'Options of the console and of every command:',
    ...optionLines(commandLineOptions.filter(option => option.scope === 'global')),
    '',
    'Exit codes:',
    ...exitCodes.map(each => `  ${String(each.code).padEnd(3)} ${each.commands}`),
    '',
    'medianest help COMMAND says more about one command.',
    '',
  ].join('\n');
}

function commandHelp(entry: CatalogueEntry): string {
  const codeOf = (each: (typeof exitCodes)[number]) =>
    entry.name === 'check' ? each.check : entry.name === 'doctor' ? each.doctor : each.commands;
  return [
    entry.summary,
    '',
    `Usage: medianest ${usageOf(entry)} [OPTIONS]`,
    ...(entry.aliases.length === 0 ? [] : [`Also:  ${entry.aliases.join(', ')}`]),
    '',
    'Options:',
    ...optionLines(optionsOf(entry)),
    '',
    'Examples:',
    ...entry.examples.map(example => `  ${example}`),
    '',
    'Exit codes:',
    ...exitCodes.map(each => `  ${String(each.code).padEnd(3)} ${codeOf(each)}`),
    '',
  ].join('\n');
}

/** A command with its operands. */
export function usageOf(entry: CatalogueEntry): string {
  return entry.operands === '' ? entry.name : `${entry.name} ${entry.operands}`;
}

/** An option as usage shows it: `-H, --host ADDRESS`. */
export function optionUsage(option: CommandLineOption): string {
  const short = option.short === undefined ? '' : `-${option.short}, `;
  const value = option.value === undefined ? '' : ` ${option.choices?.join('|') ?? option.value}`;
  return `${short}--${option.name}${value}`;
}

function optionLines(options: readonly CommandLineOption[]): readonly string[] {
  const width = Math.max(...options.map(option => optionUsage(option).length));
  return options.map(option => `  ${optionUsage(option).padEnd(width)}  ${option.purpose}`);
}
