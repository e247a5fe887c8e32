import type {Intent} from '../actions/intent.ts';
import type {Cluster} from '../cluster/cluster.ts';
import type {RaftBackup} from '../cluster/raft-backup.ts';
import type {Settings} from '../config/settings.ts';
import type {Source} from '../domain/freshness.ts';
import type {Binding} from '../keymap/command.ts';
import type {CommandId} from '../keymap/commands.ts';
import type {ObjectRef, Place} from '../panes/pane.ts';
import type {ListState, Session, TextState} from '../store/session.ts';
import type {Terminal} from '../terminal/terminal.ts';
import type {Line} from '../ui/span.ts';
import type {TextField} from '../ui/text-field.ts';
import type {Acted, Acting, ActOptions} from './acting/acting.ts';
import type {ChartContent} from './charts/chart-content.ts';
import type {ChartViews} from './charts/chart-views.ts';
import type {Dialogs} from './dialogs/dialogs.ts';
import type {Answers, Form} from './dialogs/form.ts';
import type {IncidentKeeper} from './incidents/incident-keeper.ts';
import type {LiveList} from './live-list.ts';
import type {LogContent} from './logs/log-content.ts';
import type {PanelOnScreen} from './panels.ts';
import type {BegunRollouts} from './rollouts/begun-rollouts.ts';
import type {ThemeChoice} from './themes/theme-choice.ts';

/** A list on the screen, with what the selection means at this moment. */
export interface ListContent {
  readonly kind: 'list';
  readonly panel: PanelOnScreen;
  readonly live: LiveList;
  readonly state: ListState;
  /** Index of the first row shown, such that the selected one is in view. */
  readonly top: number;
  /** Rows in the list, and before its filter, when this was made: the list itself goes on. */
  readonly count: number;
  readonly total: number;
  readonly isWhole: boolean;
  /** The rows in view when this was made, to be compared and nothing else. */
  readonly rows: readonly unknown[];
  /** How far the rows can be believed, in words. */
  readonly freshness: Line;
  /** The moment that ages are told from. */
  readonly nowMs: number;
  /** -1 when there is nothing to select. */
  readonly selectedIndex: number;
  readonly selectedKey: string | null;
  /** The object under the selection; null when rows are no objects. */
  readonly selected: ObjectRef | null;
}

/** A page of text; lines with a target can be opened. */
export interface TextContent {
  readonly kind: 'text';
  readonly panel: PanelOnScreen;
  readonly title: string;
  readonly sources: readonly Source[];
  readonly freshness: Line;
  readonly lines: readonly Line[];
  readonly state: TextState;
}

/** The landing page: lines of which some stand for an object. */
export interface OverviewContent {
  readonly kind: 'overview';
  readonly panel: PanelOnScreen;
  /** The lines in view, from `top` on. */
  readonly lines: readonly Line[];
  /** Every line of the page as it is when this is called. */
  readonly allLines: () => readonly Line[];
  /** Beside each line the object that it stands for. */
  readonly targets: readonly (ObjectRef | null)[];
  /** Beside each line of a tree its key, null where it cannot be selected; absent: lines with a target can. */
  readonly keys?: readonly (string | null)[];
  readonly state: ListState;
  /** Index of the first line shown, such that a line that was selected is in view. */
  readonly top: number;
  /** Index of the selected line; -1 when no line can be selected. */
  readonly selectedLine: number;
  readonly selected: ObjectRef | null;
}

export type PanelContent = ListContent | TextContent | OverviewContent | LogContent | ChartContent;

/** What is being typed into a text field, and the lines typed before, newest first. */
export interface Typing {
  readonly field: TextField;
  /** Which of the completions below the palette is chosen; -1 none. */
  readonly chosen: number;
  readonly paletteHistory: readonly string[];
  readonly filterHistory: readonly string[];
}

/** Everything that handlers and components of the running console share. */
export interface ConsoleModel {
  readonly cluster: Cluster;
  readonly session: Session<Place>;
  readonly terminal: Pick<Terminal, 'copy' | 'handOver' | 'stopToShell' | 'hasMouse' | 'setMouse'>;
  readonly bindings: readonly Binding<CommandId>[];
  readonly settings: () => Settings;
  /** Keeps a change of the settings; tells the operator when that is refused. */
  readonly saveSettings: (changes: Partial<Settings>) => void;
  readonly typing: {get(): Typing; set(part: Partial<Typing>): void};
  readonly themes: Pick<ThemeChoice, 'choose' | 'reload' | 'options'>;
  contextNames(): readonly string[];
  /** Looks again for docker contexts, which may be made or removed at any time. */
  reloadContexts(): void;
  /** Reads the journal again, which commands write to as well. */
  reloadJournal(): void;
  /** Asks the engine again for everything, and connects again where there is no connection. */
  refresh(): void;
  /** What is on the screen now, main pane first. */
  contents(): readonly PanelContent[];
  focused(): PanelContent;
  /** Number of panes, also when one of them is zoomed. */
  paneCount(): number;
  /** Shows a line in place of the footer until the next key. */
  tell(text: string, level?: 'info' | 'warning' | 'critical'): void;
  /** How charts are looked at. */
  readonly charts: ChartViews;
  /** What is over the panes and has all keys. */
  readonly dialogs: Dialogs;
  /** What goes on in the cluster because this console asked for it. */
  readonly acting: Acting;
  /** Copies what the connected manager holds of its swarm, where that is on this machine. */
  backUpRaft(): Promise<RaftBackup>;
  /** Rollouts that began elsewhere and were not looked at yet. */
  readonly begun: Pick<BegunRollouts, 'all'>;
  /** Somebody is there: a key was pressed, or the mouse used. */
  noteInput(): void;
  /** Plans what is wanted, shows the plans, asks as much as their risk wants, and begins. Never rejects for the engine. */
  act(wanted: Intent | readonly Intent[], options?: ActOptions): Promise<Acted>;
  /** Asks for values in a form; null when it was given up. */
  ask(form: Form): Promise<Answers | null>;
  /** Records the open incident; null where there is no place for it. */
  readonly incidents: IncidentKeeper | null;
  repaint(): void;
  quit(): void;
}
