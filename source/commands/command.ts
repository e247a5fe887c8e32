import type {EditorAnswer} from '../actions/edit/text/edit-text.ts';
import type {Journal} from '../actions/journal/journal.ts';
import type {Cluster, EndpointOptions, Snapshot, TakeSnapshot} from '../cluster/cluster.ts';
import type {IncidentDesk} from '../cluster/incident/incident-desk.ts';
import type {ActionCluster, ActionOptions} from '../cluster/open-for-actions.ts';
import type {SettingsReading} from '../config/read-settings.ts';
import type {TimelineStore} from '../store/timeline/timeline-store.ts';
import type {AgentOptions} from './arguments/agent-options.ts';
import type {CheckOptions} from './arguments/check-options.ts';
import type {LogOptions} from './arguments/log-options.ts';
import type {ActOptions} from './arguments/read-act.ts';
import type {DemoWishes} from './arguments/read-demo.ts';
import type {TimelineOptions} from './arguments/timeline-options.ts';
import type {ExitCode} from './exit-codes.ts';

/** One row of `docker context ls`. */
export type DockerContext = Awaited<ReturnType<Cluster['contexts']>>[number];

/** How a list is written. */
export type Format = 'table' | 'json' | 'names';

/** The options of a command line, checked. */
export interface CommandOptions {
  readonly endpoint: EndpointOptions;
  /** Null: as long as it takes a swarm to find a new leader. */
  readonly timeoutMs: number | null;
  readonly color: boolean;
  /** The console as plain lines; commands print plain lines anyway. */
  readonly screenReader: boolean;
  /** In the filter language of the console; empty: everything. */
  readonly filter: string;
  readonly format: Format;
  /** Name of a JSON field; null: the list's own order. */
  readonly sort: {readonly field: string; readonly descending: boolean} | null;
  /** Whether cells may be cut where they do not fit the terminal. */
  readonly truncate: boolean;
  readonly demo: DemoWishes;
  readonly logs: LogOptions;
  readonly timeline: TimelineOptions;
  readonly check: CheckOptions;
  readonly agent: AgentOptions;
  readonly act: ActOptions;
}

/** A checked command line. */
export interface Invocation {
  readonly command: string;
  /** What follows the command's name. */
  readonly operands: readonly string[];
  readonly options: CommandOptions;
}

/** What a command may know of the terminal that it was started from. */
export interface TerminalFacts {
  /** Whether standard output is a terminal; piped output is plain. */
  readonly outputIsTerminal: boolean;
  readonly inputIsTerminal: boolean;
  /** Null when standard output is no terminal. */
  readonly columns: number | null;
  readonly rows: number | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly nodeVersion: string;
}

/** What a terminal said of itself, and what its environment says. */
export interface TerminalAnswers {
  readonly asking: 'answered' | 'silent' | 'not-asked';
  readonly background: 'dark' | 'light' | null;
  readonly hasSynchronizedOutput: boolean;
  readonly hasKittyKeyboard: boolean;
  /** Name and version; null: not told. */
  readonly version: string | null;
}

/** All that a command gets from outside; tests give their own. */
export interface CommandPorts {
  readonly takeSnapshot: TakeSnapshot;
  /** A cluster that can be changed; the journal's place is known. */
  readonly openForActions: (options: Omit<ActionOptions, 'stateFolder'>) => Promise<ActionCluster>;
  /** Incidents of this machine's user; their place is known. */
  readonly openIncidents: () => Promise<IncidentDesk>;
  /** What is kept of the swarm with this id. */
  readonly openTimeline: (clusterId: string) => Promise<TimelineStore>;
  readonly readJournal: () => Promise<Pick<Journal, 'list' | 'readFault'>>;
  /** Reads a file whole, `-` being the standard input. Rejects with the system's own error. */
  readonly readContents: (path: string) => Promise<Uint8Array>;
  /** Lets the person change a text in their own editor; `name` is what its file is called. */
  readonly editText: (text: string, name: string) => Promise<EditorAnswer>;
  /** Asks the person at the terminal for one line; a secret is not echoed. */
  readonly askPerson: (question: string, how?: {readonly isSecret?: boolean}) => Promise<string>;
  readonly listContexts: () => Promise<readonly DockerContext[]>;
  readonly readSettings: () => SettingsReading;
  readonly terminal: TerminalFacts;
  /** Asks the terminal what it can; only where input and output are one. */
  readonly askTerminal: () => Promise<TerminalAnswers>;
  /** A small framed table for a terminal; slow to load. */
  readonly drawTable: (
    rows: readonly Readonly<Record<string, string | number>>[],
    columns: number,
  ) => Promise<string>;
  /** Is the agent of this machine's engine; resolves when it is told to end. */
  readonly beAgent: (
    how: EndpointOptions & {readonly everyMs: number; readonly remark: (text: string) => void},
  ) => Promise<void>;
  /** Shows the console on a simulated swarm, or serves that swarm alone; resolves when it has ended. */
  readonly runDemo: (options: CommandOptions, demoArguments: readonly string[]) => Promise<ConsoleExitCode>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly nowMs: () => number;
  /** Calls when the person presses ^C, once; a second one ends the program. The function that it returns prevents that. */
  readonly onInterrupt: (call: () => void) => () => void;
  /** Gives the terminal, or what is piped, to a program in a container until that ends. */
  readonly attach: (session: ExecSession, isTerminal: boolean) => Promise<void>;
  /** Gives the terminal to a program of this machine until that ends; `onErrors` is told what it says on standard error. */
  readonly runChild: (
    file: string,
    args: readonly string[],
    onErrors?: (text: string) => void,
  ) => Promise<ChildEnd>;
}

/** A program that runs in a container. */
type ExecSession = Awaited<ReturnType<Snapshot['openExec']>>;

/** How a program of this machine ended. */
type ChildEnd =
  | {readonly kind: 'exited'; readonly code: number}
  | {readonly kind: 'killed'; readonly signal: string}
  | {readonly kind: 'failed'; readonly reason: string};

/** A command: does its work through the ports and says how it ended. */
export type RunCommand = (invocation: Invocation, ports: CommandPorts) => Promise<ExitCode | ConsoleExitCode>;

/** What the console ends with: 0, 70, or by a signal. */
export type ConsoleExitCode = number;
