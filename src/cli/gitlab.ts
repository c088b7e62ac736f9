type Environment = Readonly<Record<string, string | undefined>>;

const NAME = 'contract_run';

/**
 * On GitLab, folds what is written until the returned function is called under a title.
 *
 * @see https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections
 */
export function gitlabSection(
  title: string,
  stream: Pick<NodeJS.WriteStream, 'write'>,
  env: Environment,
  now: () => number = Date.now,
): () => void {
  if (env['GITLAB_CI'] !== 'true') return () => undefined;
  const mark = (what: 'start' | 'end', text: string): boolean =>
    stream.write(`\u001b[0Ksection_${what}:${Math.floor(now() / 1000)}:${NAME}${text}`);
  mark('start', `[collapsed=true]\r\u001b[0K${title}\n`);
  return () => {
    mark('end', '\r\u001b[0K\n');
  };
}
