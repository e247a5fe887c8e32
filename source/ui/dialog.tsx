import {type DialogContent, layoutDialog} from './dialog-layout.ts';
import {Lines} from './lines.tsx';
import {centred, Overlay} from './overlay.tsx';
import {Panel, panelBorder} from './panel.tsx';
import type {Line} from './span.ts';

export interface DialogProps extends DialogContent {
  /** Cells of the whole screen; the dialog is put in its middle. */
  readonly columns: number;
  readonly rows: number;
  /** Rows above those, which stay free. */
  readonly rowsAbove?: number;
}

/** A question over the panes. Which key does what is the caller's business. */
export function Dialog(props: DialogProps) {
  const {width, height, lines, caret, bodyRows, room, top} = layoutDialog(props, props);
  const area = centred({width, height}, props);
  const position: Line = bodyRows > room ? [{text: `${top + room}/${bodyRows}`, tone: 'muted'}] : [];
  return (
    <Overlay area={{...area, row: area.row + (props.rowsAbove ?? 0)}}>
      <Panel
        title={[[{text: props.title, tone: 'title', bold: true}]]}
        footer={position}
        focused
        width={width}
        height={height}
      >
        <Lines lines={lines} width={width - panelBorder} caret={caret} />
      </Panel>
    </Overlay>
  );
}
