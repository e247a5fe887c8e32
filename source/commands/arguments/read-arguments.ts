import {nearest} from '../../domain/nearest.ts';
import {type CommandName, catalogue, findCommand, optionsOf} from '../catalogue/catalogue.ts';
import type {CatalogueEntry} from '../catalogue/entry.ts';
import type {CommandOptions, Format, Invocation} from '../command.ts';
import {readAgentOptions} from './agent-options.ts';
import {readCheckOptions} from './check-options.ts';
import {readLogOptions} from './log-options.ts';
import {commandLineOptions, flagName} from './options.ts';
import {parseDuration} from './parse-duration.ts';
import {readAct} from './read-act.ts';
import {readDemo} from './read-demo.ts';
import {readTimelineOptions} from './timeline-options.ts';
import {UsageFault} from './usage-fault.ts';

/** What the parser made of the command line: operands, and options by their camelCased names. */
export interface ParsedArguments {
  readonly input: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
}

/** What was asked for. */
export type Request =
  | {readonly kind: 'command'; readonly entry: CatalogueEntry<CommandName>; readonly invocation: Invocation}
  | {readonly kind: 'console'; readonly options: CommandOptions}
  | {readonly kind: 'version'}
  | {readonly kind: 'wrong'; readonly command: string | null; readonly message: string};

/** Checks a parsed command line. */
export function readArguments({input, flags}: ParsedArguments): Request {
  const [name, ...operands] = joinWords(input);
  const entry = name === undefined ? undefined : findCommand(name);
  const {help, version} = flags;
  try {
    checkKnown(flags);
    if (version === true) {
      return {kind: 'version'};
    }
    if (help === true) {
      const about = name === undefined ? [] : [commandNamed(name).name];
      return {kind: 'command', entry: commandNamed('help'), invocation: invoke('help', about, {})};
    }
    if (name === undefined) {
      checkTaken(flags, globalNames, 'the console');
      return {kind: 'console', options: readOptions(flags)};
    }
    const found = commandNamed(name);
    const taken = optionsOf(found).map(option => option.name);
    checkTaken(flags, taken, found.name);
    checkOperands(found, operands);
    if (found.name === 'demo') checkOwnSwarm(flags);
    return {kind: 'command', entry: found, invocation: invoke(found.name, operands, flags)};
  } catch (error) {
    if (error instanceof UsageFault) {
      return {kind: 'wrong', command: entry?.name ?? null, message: error.message};
    }
    throw error;
  }
}

/** `secret create NAME` is `secret-create NAME`, as the docker CLI writes it; so it is behind `plan`. */
function joinWords(input: readonly string[]): readonly string[] {
  const [first = '', second = '', ...rest] = input;
  if (first === 'plan') return [first, ...joinWords(input.slice(1))];
  const both = `${first}-${second}`;
  return findCommand(both) === undefined ? input : [both, ...rest];
}

function invoke(command: string, operands: readonly string[], flags: ParsedArguments['flags']): Invocation {
  return {command, operands, options: readOptions(flags)};
}

const globalNames = commandLineOptions.filter(option => option.scope === 'global').map(option => option.name);

function commandNamed(name: string): CatalogueEntry<CommandName> {
  const entry = findCommand(name);
  if (entry === undefined) {
    const meant = nearest(
      name,
      catalogue.flatMap(each => [each.name, ...each.aliases]),
    );
    const names = catalogue.map(each => each.name).join(', ');
    throw new UsageFault(
      `there is no command "${name}". ${meant === null ? `Commands: ${names}.` : `Did you mean "${meant}"?`}`,
    );
  }
  return entry;
}

function checkKnown(flags: Readonly<Record<string, unknown>>): void {
  const known = commandLineOptions.flatMap(option => [flagName(option.name), option.short ?? '']);
  for (const flag of Object.keys(flags).filter(each => !known.includes(each))) {
    const words = flag.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
    const typed = flags[flag] === false ? `no-${words}` : words;
    const meant =
      typed.length === 1
        ? null
        : nearest(
            typed,
            commandLineOptions.map(option => option.name),
          );
    const advice = meant === null ? 'See medianest --help.' : `Did you mean "--${meant}"?`;
    throw new UsageFault(`there is no option "${typed.length === 1 ? '-' : '--'}${typed}". ${advice}`);
  }
}

function checkTaken(flags: Readonly<Record<string, unknown>>, names: readonly string[], where: string): void {
  const isGiven = (name: string) => {
    const value = flags[flagName(name)];
    return name.startsWith('no-')
      ? value === false
      : value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
  };
  const stray = commandLineOptions.find(option => isGiven(option.name) && !names.includes(option.name));
  if (stray !== undefined) {
    const own = names.filter(name => !globalNames.includes(name)).map(name => `--${name}`);
    const advice = own.length === 0 ? '' : ` It takes ${own.join(', ')}.`;
    throw new UsageFault(`${where} takes no --${stray.name}.${advice}`);
  }
}

/** Who names an engine wants that one, never a simulated one in its place. */
function checkOwnSwarm(flags: Readonly<Record<string, unknown>>): void {
  const {hosts, context, tls} = readEndpoint(flags);
  const given = hosts ? '--host' : context ? '--context' : tls ? '--tls' : null;
  if (given !== null) {
    throw new UsageFault(
      `the demo is a simulated swarm of its own. Leave out ${given}, or leave out "demo".`,
    );
  }
}

function checkOperands(entry: CatalogueEntry, operands: readonly string[]): void {
  if (operands.length < entry.leastOperands || operands.length > entry.mostOperands) {
    const usage = `medianest ${entry.name}${entry.operands === '' ? '' : ` ${entry.operands}`}`;
    const given = operands.length === 0 ? 'nothing' : operands.map(each => `"${each}"`).join(' ');
    throw new UsageFault(`usage: ${usage}; given: ${given}`);
  }
}

function readOptions(flags: Readonly<Record<string, unknown>>): CommandOptions {
  const {color, trunc, screenReader} = flags;
  const text = (name: string) => textOf(flags, name);
  const timeout = text('timeout');
  const timeoutMs = timeout === null ? null : parseDuration(timeout);
  if (timeout !== null && timeoutMs === null) {
    throw new UsageFault(`--timeout: "${timeout}" is no time. Write seconds, or 500ms, 20s, 1m.`);
  }
  const sort = text('sort');
  return {
    endpoint: readEndpoint(flags),
    timeoutMs,
    color: color !== false,
    screenReader: screenReader === true,
    filter: text('filter') ?? '',
    format: readFormat(flags),
    sort: sort === null ? null : {field: sort.replace(/^-/, ''), descending: sort.startsWith('-')},
    truncate: trunc !== false,
    demo: readDemo(text),
    logs: readLogOptions(flags, text),
    timeline: readTimelineOptions(text, name => textsOf(flags, name)),
    check: readCheckOptions(name => textsOf(flags, name)),
    agent: readAgentOptions(text),
    act: readAct(flags, text, name => textsOf(flags, name)),
  };
}

function textOf(flags: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = flags[name];
  // The parser gives an empty list for an option that was not given.
  if (value === undefined || (Array.isArray(value) && value.length === 0)) {
    return null;
  }
  const last: unknown = Array.isArray(value) ? value.at(-1) : value;
  if (typeof last !== 'string' || last.trim() === '') {
    throw new UsageFault(`--${name} needs a value`);
  }
  return last;
}

/** All values of an option that may be given several times. */
function textsOf(flags: Readonly<Record<string, unknown>>, name: string): readonly string[] {
  const value = flags[flagName(name)];
  if (value === undefined) return [];
  const values = (Array.isArray(value) ? value : [value]).map(String);
  if (values.some(each => each.trim() === '')) throw new UsageFault(`--${name} needs a value`);
  return values;
}

function readEndpoint(flags: Readonly<Record<string, unknown>>): CommandOptions['endpoint'] {
  const {host, tls: isTls, tlsverify} = flags;
  const given: readonly unknown[] = Array.isArray(host) ? host : [];
  const hosts = given.map(String);
  if (hosts.some(each => each.trim() === '')) {
    throw new UsageFault('--host needs a value');
  }
  const context = textOf(flags, 'context');
  if (context !== null && hosts.length > 0) {
    throw new UsageFault('--host and --context exclude each other');
  }
  const files = {
    ca: textOf(flags, 'tlscacert'),
    cert: textOf(flags, 'tlscert'),
    key: textOf(flags, 'tlskey'),
  };
  const tls = {
    ...(files.ca === null ? {} : {ca: files.ca}),
    ...(files.cert === null ? {} : {cert: files.cert}),
    ...(files.key === null ? {} : {key: files.key}),
    ...(tlsverify === true ? {verify: true} : isTls === true ? {verify: false} : {}),
  };
  return {
    ...(hosts.length === 0 ? {} : {hosts}),
    ...(context === null ? {} : {context}),
    ...(Object.keys(tls).length === 0 ? {} : {tls}),
  };
}

function readFormat(flags: Readonly<Record<string, unknown>>): Format {
  const format = textOf(flags, 'format');
  const {json} = flags;
  const isJson = json === true;
  if (format === null) {
    return isJson ? 'json' : 'table';
  }
  const formats: readonly Format[] = ['table', 'json', 'names'];
  const found = formats.find(each => each === format);
  if (found === undefined) {
    const meant = nearest(format, formats);
    throw new UsageFault(
      `--format: there is no format "${format}". ${meant === null ? `Formats: ${formats.join(', ')}.` : `Did you mean "${meant}"?`}`,
    );
  }
  if (isJson && found !== 'json') {
    throw new UsageFault(`--json and --format ${found} exclude each other`);
  }
  return found;
}
