import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** How the built program is started. */
export interface ProgramOptions {
  /** As `DOCKER_HOST` has it; absent: the program finds an engine by itself. */
  readonly host?: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Another program that starts ours, e.g. in a network namespace. */
  readonly within?: readonly string[];
  /** Home folder with settings; absent: a fresh one, removed at the end. */
  readonly home?: string;
}

export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Removes what was made for it. */
  dispose(): void;
}

function rendererOfRun(): Readonly<Record<string, string>> {
  const {MEDIANEST_RENDERER: renderer} = process.env;
  return renderer === undefined ? {} : {MEDIANEST_RENDERER: renderer};
}

/**
 * The command line and the environment of the built program: nothing of this process' environment goes in but PATH and
 * the renderer, so that neither CI, nor docker's settings, nor the person's own decide what a test sees.
 */
export function prepareProgram(options: ProgramOptions): Program {
  const home = options.home ?? mkdtempSync(join(tmpdir(), 'medianest-home-'));
  const [file = process.execPath, ...args] = [
    ...(options.within ?? []),
    process.execPath,
    join(root, 'dist', 'medianest.js'),
    ...(options.args ?? []),
  ];
  return {
    file,
    args,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_STATE_HOME: join(home, '.local', 'state'),
      // Shared, so that not every start compiles everything again.
      XDG_CACHE_HOME: join(root, 'node_modules', '.cache', 'driver'),
      LANG: 'en_US.UTF-8',
      TZ: 'UTC',
      ...(options.host === undefined ? {} : {DOCKER_HOST: options.host}),
      // The same journeys on Ink's own painter: `MEDIANEST_RENDERER=ink npx vitest run --project e2e`.
      ...rendererOfRun(),
      ...options.env,
    },
    dispose: () => {
      if (options.home === undefined) rmSync(home, {recursive: true, force: true});
    },
  };
}
