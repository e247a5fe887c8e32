import type {Config, Container, EngineEvent, Network, Secret, Volume} from '../domain/model/index.ts';
import type {NodeSummary, ServiceSummary, StackSummary, TaskSummary} from '../domain/summaries.ts';
import type {FigureSources} from '../store/metrics/uses.ts';
import {configsPane} from './configs/configs-pane.ts';
import {containersPane} from './containers/containers-pane.ts';
import {type ContextRow, contextsPane} from './contexts/contexts-pane.ts';
import {eventsPane} from './events/events-pane.ts';
import {measuredNodes, measuredServices, measuredStacks, measuredTasks} from './figures/measured-panes.ts';
import {withRestarts} from './figures/restarts.ts';
import {withFigures} from './figures/with-figures.ts';
import {type JournalRow, journalPane} from './journal/journal-pane.ts';
import {networksPane} from './networks/networks-pane.ts';
import {nodesPane} from './nodes/nodes-pane.ts';
import type {ListPane, ListPaneId} from './pane.ts';
import {secretsPane} from './secrets/secrets-pane.ts';
import {servicesPane} from './services/services-pane.ts';
import {stacksPane} from './stacks/stacks-pane.ts';
import {tasksPane} from './tasks/tasks-pane.ts';
import {noTimelineRows, type TimelineRows, timelinePane} from './timeline/timeline-pane.ts';
import type {TimelineRow} from './timeline/timeline-row.ts';
import {volumesPane} from './volumes/volumes-pane.ts';

/** What a row of each list is. */
interface ListRows {
  readonly nodes: NodeSummary;
  readonly services: ServiceSummary;
  readonly tasks: TaskSummary;
  readonly stacks: StackSummary;
  readonly containers: Container;
  readonly networks: Network;
  readonly volumes: Volume;
  readonly secrets: Secret;
  readonly configs: Config;
  readonly events: EngineEvent;
  readonly timeline: TimelineRow;
  readonly contexts: ContextRow;
  readonly journal: JournalRow;
}

export type ListPanes = {readonly [Id in ListPaneId]: ListPane<ListRows[Id]>};

/** Every list of the console; contexts and the journal are handed in, since they are not of the cluster. */
export const createListPanes = (
  contexts: () => readonly ContextRow[],
  journal: () => readonly JournalRow[] = () => [],
  journalFault: () => string | null = () => null,
  figures: FigureSources | null = null,
  timeline: TimelineRows = noTimelineRows,
): ListPanes => ({
  nodes: figures === null ? nodesPane : withFigures(nodesPane, measuredNodes, figures),
  services:
    figures === null
      ? servicesPane
      : withFigures(withRestarts(servicesPane, figures.store), measuredServices, figures),
  tasks: figures === null ? tasksPane : withFigures(tasksPane, measuredTasks, figures),
  stacks: figures === null ? stacksPane : withFigures(stacksPane, measuredStacks, figures),
  containers: containersPane,
  networks: networksPane,
  volumes: volumesPane,
  secrets: secretsPane,
  configs: configsPane,
  events: eventsPane,
  timeline: timelinePane(timeline),
  contexts: contextsPane(contexts),
  journal: journalPane(journal, journalFault),
});

/** Calls `use` with one list and its row type, which a plain look-up by a variable id would lose. */
export const withListPane = <Result>(
  panes: ListPanes,
  id: ListPaneId,
  use: <Row>(pane: ListPane<Row>) => Result,
): Result => {
  switch (id) {
    case 'nodes':
      return use(panes.nodes);
    case 'services':
      return use(panes.services);
    case 'tasks':
      return use(panes.tasks);
    case 'stacks':
      return use(panes.stacks);
    case 'containers':
      return use(panes.containers);
    case 'networks':
      return use(panes.networks);
    case 'volumes':
      return use(panes.volumes);
    case 'secrets':
      return use(panes.secrets);
    case 'configs':
      return use(panes.configs);
    case 'events':
      return use(panes.events);
    case 'timeline':
      return use(panes.timeline);
    case 'contexts':
      return use(panes.contexts);
    case 'journal':
      return use(panes.journal);
  }
};
