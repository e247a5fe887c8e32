import {execa} from 'execa';
import {type ProgramOptions, prepareProgram} from './program.ts';

/** What a command without a screen gave. */
export interface CommandResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** From start to end, with the start of Node. */
  readonly ms: number;
}

/** Runs a headless command of the built program to its end. */
export async function runCommand(
  args: readonly string[],
  options: Omit<ProgramOptions, 'args'> & {
    readonly timeoutMs?: number;
    readonly signal?: AbortSignal;
    /** What it reads from its standard input; absent: nothing. */
    readonly input?: string;
  } = {},
): Promise<CommandResult> {
  const program = prepareProgram({...options, args});
  const started = performance.now();
  try {
    const result = await execa(program.file, program.args, {
      env: program.env,
      extendEnv: false,
      ...(options.input === undefined ? {stdin: 'ignore'} : {input: options.input}),
      reject: false,
      stripFinalNewline: false,
      timeout: options.timeoutMs ?? 60_000,
      // Ends it as a supervisor would, by SIGTERM.
      ...(options.signal && {cancelSignal: options.signal}),
    });
    if (result.exitCode === undefined) throw new Error(`medianest ${args.join(' ')}: ${result.shortMessage}`);
    const {stdout, stderr, exitCode} = result;
    return {stdout, stderr, exitCode, ms: performance.now() - started};
  } finally {
    program.dispose();
  }
}

/** The JSON that a command printed. */
export async function runJson(
  args: readonly string[],
  options: Omit<ProgramOptions, 'args'> = {},
): Promise<unknown> {
  const result = await runCommand([...args, '--json'], options);
  try {
    return JSON.parse(result.stdout);
  } catch (cause) {
    const said = `exit ${result.exitCode}\n${result.stdout}\n${result.stderr}`;
    throw new Error(`medianest ${args.join(' ')} --json printed no JSON: ${said}`, {cause});
  }
}
