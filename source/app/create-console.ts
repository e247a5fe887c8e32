import {createStore} from 'zustand/vanilla';
import type {Cluster} from '../cluster/cluster.ts';
import type {Settings} from '../config/settings.ts';
import {faultInWords} from '../domain/fault-words.ts';
import type {Binding} from '../keymap/command.ts';
import type {CommandId} from '../keymap/commands.ts';
import type {ContextRow} from '../panes/contexts/contexts-pane.ts';
import type {Place} from '../panes/pane.ts';
import {createListPanes} from '../panes/registry.ts';
import {isSame} from '../store/same.ts';
import {beginAnew, createSession, pageOver, type Session} from '../store/session.ts';
import type {Terminal, TerminalSize} from '../terminal/terminal.ts';
import {textField} from '../ui/text-field.ts';
import type {ResolvedTheme} from '../ui/theme-resolve.ts';
import type {ConsoleModel, PanelContent, Typing} from './console-model.ts';
import {screenContents} from './contents.ts';
import {demoNote} from './demo/demo-note.ts';
import {helpPage} from './help-page.ts';
import {keyContext} from './key-context.ts';
import {createLiveLists} from './live-lists.ts';
import {footerHeight, headerHeight} from './mouse.ts';
import type {Demo} from './open-for-console.ts';
import {bottomRows, previewedTheme} from './palette-choice.ts';
import {panelCount} from './panels.ts';
import {home} from './places.ts';
import {createRawObjects} from './raw-objects.ts';
import {settingsPage} from './settings-page.ts';
import {createViewTeller} from './tell-view.ts';
import type {ThemeChoice} from './themes/theme-choice.ts';
import {createListTidier} from './tidy-lists.ts';
import {isUnseen} from './unseen.ts';

export interface ConsoleParts {
  readonly cluster: Cluster;
  readonly terminal: Pick<Terminal, 'copy' | 'stopToShell' | 'schedule' | 'hasMouse' | 'setMouse'>;
  readonly size: () => TerminalSize;
  readonly bindings: readonly Binding<CommandId>[];
  readonly settings: Settings;
  readonly settingsFile: string;
  readonly settingsFaults: readonly string[];
  readonly save: (
    changes: Partial<Settings>,
  ) => Promise<{readonly kind: 'saved'} | {readonly kind: 'refused'; readonly reason: string}>;
  readonly themes: ThemeChoice;
  /** The simulated swarm that it was opened on. */
  readonly demo?: Demo | null;
  readonly repaint: () => void;
  readonly quit: () => void;
}

/** The running console apart from its looks: what is on the screen, and what is done to it. */
export interface Console extends ConsoleModel {
  /** Called, with the frame clock, when something on the screen may have changed. */
  subscribe(listener: () => void): () => void;
  /** Changes whenever something on the screen may have. */
  version(): number;
  nowMs(): number;
  /** What to say of a simulated swarm while it is the one on the screen; null for any other. */
  demoNote(): string | null;
  /** The theme on the screen: the one that is being looked at in the palette, else the chosen one. */
  look(): ResolvedTheme;
  /** Paints anew, after the chosen theme came to look otherwise. */
  lookChanged(): void;
  close(): void;
}

/** Ages on the screen are told in minutes at least; more often there is nothing to paint anew. */
const ageTickMs = 60_000;

/** Ages are told in seconds at the finest: rows drawn within one need not be drawn again. */
const wholeSecond = (): number => Math.floor(Date.now() / 1000) * 1000;

export const createConsole = (parts: ConsoleParts): Console => {
  const {cluster, terminal} = parts;
  const session: Session<Place> = createSession<Place>(home, parts.settings.layout.split !== 'off');
  const typing = createStore<Typing>(() => ({
    field: textField(),
    chosen: -1,
    paletteHistory: [],
    filterHistory: [],
  }));
  let settings = parts.settings;
  let contexts: readonly ContextRow[] = [];
  let version = 0;
  let nowMs = wholeSecond();
  const listeners = new Set<() => void>();

  const changed = () => {
    version += 1;
    nowMs = wholeSecond();
    for (const listener of listeners) listener();
  };
  const changedLater = () => terminal.schedule(changed);

  const panes = createListPanes(() => contexts);
  const lists = createLiveLists({store: cluster.store, panes, settings: () => settings});
  const raw = createRawObjects(cluster, changedLater);
  const loadContexts = () =>
    void cluster.contexts().then(found => {
      if (isSame(contexts, found)) return;
      contexts = found;
      lists.clear();
      changedLater();
    });
  loadContexts();

  let cache: {readonly key: string; readonly contents: readonly PanelContent[]} | null = null;
  const area = () => {
    const {columns, rows} = parts.size();
    return {
      width: columns,
      height: Math.max(0, rows - headerHeight - footerHeight - bottomRows(session.getState(), columns)),
    };
  };
  const page = () => {
    const over = pageOver(session.getState().overlay);
    if (over === 'settings')
      return settingsPage({settings, file: parts.settingsFile, faults: parts.settingsFaults});
    if (over === null) return null;
    const below = contentsWith(null);
    const content = below[Math.min(session.getState().focus, below.length - 1)];
    return content === undefined
      ? null
      : helpPage(parts.bindings, keyContext(session.getState(), content, below.length));
  };
  const contentsWith = (over: ReturnType<typeof settingsPage> | null) =>
    screenContents({store: cluster.store, lists, raw, nowMs, page: over}, session.getState(), area());
  const contents = () => {
    const {width, height} = area();
    const key = `${version}:${width}x${height}`;
    if (cache?.key !== key) {
      cache = {key, contents: contentsWith(page())};
      lists.sweep();
    }
    return cache.contents;
  };

  const {pinSelection, dropMarks} = createListTidier(contents, session, cluster.store);
  let context = cluster.store.connection.context;
  /** Nothing that was looked at in one swarm means anything in another. */
  const leaveSwarm = () => {
    const {context: present} = cluster.store.connection;
    if (present === context) return;
    const isFirst = context === '';
    context = present;
    if (isFirst) return;
    raw.clear();
    beginAnew<Place>(session, home);
  };
  const view = createViewTeller(contents, inView => cluster.setInView(inView));

  const unsubscribe = [
    session.subscribe(() => {
      changed();
      view.changed();
      terminal.schedule(dropMarks);
    }),
    typing.subscribe(changed),
    cluster.store.onChange(touched => {
      const isListed = lists.apply(touched);
      if (!isListed && isUnseen(touched, contents())) return;
      if (touched.other.has('connection')) leaveSwarm();
      changedLater();
      terminal.schedule(pinSelection);
      terminal.schedule(dropMarks);
      view.changed();
    }),
  ];
  const ticker = setInterval(changedLater, ageTickMs);

  const look = (): ResolvedTheme => {
    const preview = previewedTheme(model);
    return (preview === null ? null : parts.themes.lookOf(preview)) ?? parts.themes.look();
  };

  const tell: Console['tell'] = (text, level = 'info') => session.setState({message: {text, level}});

  const model: Console = {
    cluster,
    session,
    terminal,
    look,
    lookChanged: changedLater,
    bindings: parts.bindings,
    settings: () => settings,
    saveSettings(changes) {
      settings = {...settings, ...changes};
      lists.clear();
      changed();
      void parts.save(changes).then(
        outcome => {
          if (outcome.kind === 'refused') tell(`not kept: ${outcome.reason}`, 'warning');
        },
        (error: unknown) => tell(`not kept: ${faultInWords(error)}`, 'warning'),
      );
    },
    typing: {get: typing.getState, set: part => typing.setState(part)},
    themes: parts.themes,
    reloadContexts: loadContexts,
    refresh() {
      raw.refresh();
      loadContexts();
      cluster.refresh();
    },
    contextNames: () => contexts.map(context => context.name),
    contents,
    focused() {
      const all = contents();
      const {focus, zoomed} = session.getState();
      const content = zoomed ? all[0] : (all[focus] ?? all[0]);
      if (content === undefined) throw new Error('there is always a pane');
      return content;
    },
    paneCount() {
      const state = session.getState();
      const [main] = contents();
      return panelCount(state, main?.kind === 'list' && !state.zoomed ? main.selected : null, area());
    },
    tell,
    repaint: parts.repaint,
    quit: parts.quit,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
    nowMs: () => nowMs,
    demoNote: () => demoNote(parts.demo ?? null, cluster.store.connection.host),
    close() {
      clearInterval(ticker);
      view.stop();
      for (const stop of unsubscribe) stop();
      lists.clear();
    },
  };
  return model;
};
