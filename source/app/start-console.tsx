import {settingsInContext} from '../config/context-settings.ts';
import {describeFault} from '../config/read-settings.ts';
import {saveSettings} from '../config/save-settings.ts';
import {findShipped} from '../config/shipped.ts';
import {watchThemes} from '../config/themes.ts';
import {bindings} from '../keymap/bindings.ts';
import {type CommandId, commands} from '../keymap/commands.ts';
import {applyOverrides} from '../keymap/overrides.ts';
import {wantsScreenReader} from '../terminal/capabilities.ts';
import {systemTimers} from '../terminal/frame-clock.ts';
import {bugExitCode, signalExitCodes} from '../terminal/life/exit-codes.ts';
import {createLogFile} from '../terminal/life/log-file.ts';
import {saveTtySettings} from '../terminal/life/tty-settings.ts';
import {startTerminal} from '../terminal/start-terminal.tsx';
import type {ExitReason} from '../terminal/terminal.ts';
import {createConsole} from './create-console.ts';
import {demoNote} from './demo/demo-note.ts';
import type {OpenedForConsole} from './open-for-console.ts';
import {startReader} from './reader/start-reader.ts';
import {Root} from './root.tsx';
import {keepHeapSmall} from './small-heap.ts';
import {createThemeChoice} from './themes/theme-choice.ts';

/** Shows the console on a cluster that is being opened, and resolves with the exit code when it was left. */
export const startConsole = async ({
  places,
  reading,
  cluster,
  runner,
  timeline,
  incidents,
  backUpRaft,
  demo,
}: OpenedForConsole): Promise<number> => {
  const {settings} = reading;
  const overridden = applyOverrides<CommandId>(bindings, settings.keys, commands);
  const faults = [
    ...reading.faults.map(fault => describeFault(places.settingsFile, fault)),
    ...overridden.problems.map(
      ({command, key, reason}) => `keys: ${command}${key === undefined ? '' : ` "${key}"`}: ${reason}`,
    ),
  ];
  const terminal = startTerminal({
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    log: createLogFile(places.logFile),
    process,
    exit: code => process.exit(code),
    saveTty: saveTtySettings,
    screenReader: settings.screenReader || wantsScreenReader(process.env),
    mouse: settings.mouse,
  });

  const shipped = findShipped('themes', import.meta.dirname);
  const themeFolders = [places.themesFolder, ...(shipped === null ? [] : [shipped])];
  const themes = createThemeChoice({
    folders: themeFolders,
    terminal,
    watch: onChange => watchThemes(places.themesFolder, () => terminal.schedule(onChange)),
    changed(problem) {
      if (problem !== null) console.tell(problem, 'warning');
      console.lookChanged();
    },
  });
  const themeProblem = themes.choose(settingsInContext(settings, cluster.endpoint.context).theme);

  const console = createConsole({
    cluster,
    runner,
    timeline,
    incidents,
    backUpRaft,
    terminal,
    size: () => terminal.size,
    bindings: overridden.bindings,
    settings,
    settingsFile: places.settingsFile,
    settingsFaults: [...faults, ...(themeProblem === null ? [] : [themeProblem])],
    save: changes => saveSettings(places.settingsFile, changes),
    themes,
    demo,
    repaint: () => void terminal.repaint(),
    quit: () => void terminal.close(),
  });
  let context = cluster.endpoint.context;
  const stopFollowing = cluster.store.onChange(({other}) => {
    const {context: present} = cluster.store.connection;
    if (!other.has('connection') || present === context) return;
    context = present;
    const problem = themes.choose(settingsInContext(console.settings(), present).theme);
    if (problem !== null) console.tell(problem, 'warning');
  });
  const [firstFault, ...otherFaults] = faults;
  if (firstFault !== undefined)
    console.tell(
      `${firstFault}${otherFaults.length > 0 ? ` (and ${otherFaults.length} more: :settings)` : ''}`,
      'warning',
    );
  else if (themeProblem !== null) console.tell(themeProblem, 'warning');

  const stopKeeping = keepHeapSmall(cluster.store);
  const stopReading = terminal.isScreenReader
    ? startReader({console, terminal, timers: systemTimers})
    : () => undefined;
  const demoLine = demoNote(demo, cluster.endpoint.host);
  if (demoLine !== null) terminal.say([`DEMO: ${demoLine}`]);
  if (!terminal.isScreenReader) terminal.render(<Root console={console} />);
  const reason = await terminal.closed;
  stopReading();
  stopFollowing();
  stopKeeping();
  themes.close();
  console.close();
  await timeline.close();
  cluster.close();
  return exitCode(reason);
};

const exitCode = (reason: ExitReason): number => {
  switch (reason.kind) {
    case 'closed':
      return 0;
    case 'signal':
      return signalExitCodes[reason.signal];
    case 'crash':
      return bugExitCode;
  }
};
