import type { Resource } from '../../contract/resources.js';

/** Which operations were taken to be of one kind, and where that can be corrected. */
export function restsOn(resource: Resource): string {
  const roles = (['create', 'read', 'list', 'update', 'delete'] as const).flatMap((role) => {
    const operation = resource[role];
    return operation ? [`${operation.name} (${role})`] : [];
  });
  return `This rests on ${roles.join(', ')} being of one kind, by {{${resource.variable}}}; a role can be corrected in collections/contract.yaml (operations).`;
}
