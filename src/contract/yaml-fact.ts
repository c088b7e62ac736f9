/** What the YAML parser found wrong, without what it quotes of the file, which may be a secret. */
export function yamlFact(message: string): string {
  const [first = ''] = message.split('\n');
  if (first.startsWith('Source contains multiple documents')) return 'there is more than one document in it';
  return first.replace(/(?:: "| in YAML stream).*$/s, '').replace(/[.:;]\s*$/, '');
}
