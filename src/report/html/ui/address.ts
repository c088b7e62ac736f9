/** What the address says of the view, behind `#/?`: it can be sent to a colleague. */
export interface View {
  readonly query: string;
  /** Name of the case that is shown. */
  readonly case?: string;
  /** Id of the problem that is open. */
  readonly problem?: string;
}

export function viewOf(hash: string): View {
  const said = new URLSearchParams(hash.replace(/^#\/?\??/, ''));
  const shown = said.get('case');
  const problem = said.get('problem');
  return {
    query: said.get('q') ?? '',
    ...(shown !== null && { case: shown }),
    ...(problem !== null && { problem }),
  };
}

export function hashOf(view: View): string {
  const said = new URLSearchParams();
  if (view.query !== '') said.set('q', view.query);
  if (view.problem !== undefined) said.set('problem', view.problem);
  if (view.case !== undefined) said.set('case', view.case);
  const text = said.toString();
  return text === '' ? '#/' : `#/?${text}`;
}
