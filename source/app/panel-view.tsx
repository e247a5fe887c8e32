import {memo} from 'react';
import {Lines} from '../ui/lines.tsx';
import {Panel, panelBorder} from '../ui/panel.tsx';
import type {Line} from '../ui/span.ts';
import {searchPattern} from '../ui/text-layout.ts';
import {TextView} from '../ui/text-view.tsx';
import type {ListContent, OverviewContent, PanelContent, TextContent} from './console-model.ts';

export interface PanelViewProps {
  readonly content: PanelContent;
  readonly focused: boolean;
}

/** One pane in its frame; rendered again only when its content is another object. */
export const PanelView = memo(function PanelView(props: PanelViewProps) {
  const {content, focused} = props;
  const {width, height} = content.panel;
  return (
    <Panel {...frame(content)} focused={focused} width={width} height={height}>
      <Inside {...props} />
    </Panel>
  );
});

function Inside({content, focused}: PanelViewProps) {
  const width = content.panel.width - panelBorder;
  const height = content.panel.height - panelBorder;
  switch (content.kind) {
    case 'list':
      return content.live.table({
        state: content.state,
        top: content.top,
        selectedKey: content.selectedKey,
        width,
        height,
        focused,
        nowMs: content.nowMs,
      });
    case 'text':
      return (
        <TextView
          lines={content.lines}
          top={content.state.top}
          left={content.state.left}
          wrap={content.state.wrap}
          search={searchPattern(content.state.search)}
          currentMatch={content.state.match}
          width={width}
          height={height}
        />
      );
    case 'log':
    case 'chart':
      return <Lines lines={content.lines} width={width} height={height} />;
    case 'overview':
      return <OverviewLines content={content} focused={focused} width={width} height={height} />;
  }
}

function OverviewLines({
  content,
  focused,
  width,
  height,
}: {
  readonly content: OverviewContent;
  readonly focused: boolean;
  readonly width: number;
  readonly height: number;
}) {
  const {top} = content;
  const lines = content.lines.map((line, index): Line => {
    const isSelected = focused && top + index === content.selectedLine;
    return [
      {text: isSelected ? '▸ ' : '  ', tone: 'accent'},
      ...(isSelected ? line.map(span => ({...span, bold: true})) : line),
    ];
  });
  return <Lines lines={lines} width={width} height={height} />;
}

const frame = (content: PanelContent): {title: readonly Line[]; right?: Line; footer?: Line} => {
  switch (content.kind) {
    case 'list':
      return listFrame(content);
    case 'text':
      return textFrame(content);
    case 'log':
    case 'chart':
      return {title: content.title, right: content.freshness, footer: content.footer};
    case 'overview':
      return {title: [[{text: overviewTitle(content), tone: 'title', bold: true}]]};
  }
};

const overviewTitle = ({panel: {place}}: OverviewContent): string => {
  if (place.kind !== 'health') return 'Overview';
  return place.object === null ? 'Health' : `Health of ${place.object.kind} ${place.object.name}`;
};

const listFrame = (content: ListContent) => {
  const {live, panel, state, selectedIndex, count, total, isWhole, freshness} = content;
  const {place} = panel;
  const scope = place.kind === 'list' ? place.scope : null;
  const counts = `${count === total ? count : `${count} of ${total}`}${isWhole ? '' : ' …'}`;
  const title: Line[] = [
    [
      {text: live.title, tone: 'title', bold: true},
      ...(scope === null ? [] : [{text: ` of ${scope.name}`, tone: 'accent' as const}]),
    ],
    [{text: counts, tone: 'muted'}],
    ...(state.filter === '' ? [] : [[{text: `/${state.filter}`, tone: 'match' as const}]]),
    ...(live.filterProblem === null ? [] : [[{text: live.filterProblem, tone: 'critical' as const}]]),
    ...(state.narrow ?? []).map((word): Line => [{text: word, tone: 'match'}]),
    ...(state.faultsOnly ? [[{text: 'faults only', tone: 'warning' as const}]] : []),
    ...(state.marks.size === 0 ? [] : [[{text: `${state.marks.size} marked`, tone: 'mark' as const}]]),
  ];
  return {
    title,
    right: freshness,
    footer: count === 0 ? [] : [{text: `${selectedIndex + 1}/${count}`, tone: 'muted' as const}],
  };
};

const textFrame = ({title, lines, freshness, state, panel}: TextContent) => {
  const page = panel.height - panelBorder;
  const end = Math.min(lines.length, state.top + page);
  return {
    title: [
      [{text: title, tone: 'title' as const, bold: true}],
      ...(state.search === '' ? [] : [[{text: `/${state.search}`, tone: 'match' as const}]]),
    ],
    right: freshness,
    footer:
      lines.length > page
        ? [{text: `${state.top + 1}–${end} of ${lines.length}`, tone: 'muted' as const}]
        : [],
  };
};
