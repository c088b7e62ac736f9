/** Commands that GitHub's runner would take from the lines of a log, as its source reads them. */
export function githubCommands(log: string): string[] {
  return log.split(/\r\n|\r|\n/).flatMap((line) => {
    // .NET compares such prefixes by culture: what has no width does not count.
    const plain = line.replace(/[\p{Default_Ignorable_Code_Point}\0]/gu, '').trimStart();
    const [, name] = /^::([^\s:]+?)(?: .*?)?::/.exec(plain) ?? [];
    const old = [...plain.matchAll(/##\[([^\]]*)\]/g)].map(([, command = '']) => `##${command}`);
    return name === undefined ? old : [name];
  });
}

/** Marks that Azure, TeamCity and GitLab look for. */
export const otherMarks = (log: string): string[] =>
  log.match(/##vso\[|##teamcity\[|section_(?:start|end):\d+:[\w.-]+(?:\[[^\]]*\])?\r\p{Cc}\[0K/gu) ?? [];

/** Texts that are commands to one CI or the other. */
export const COMMANDS = [
  '::set-output name=a::b',
  '::add-mask::b',
  '  ::error::b',
  '::stop-commands::b',
  'b ##[add-mask]b',
  '##[group]b',
  '##vso[task.setvariable variable=a]b',
  "b ##teamcity[buildStatus text='b']",
  'section_start:1560896352:a\r\u001b[0Kb',
];
