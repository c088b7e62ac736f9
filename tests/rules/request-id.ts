import { defineRule, expect } from 'contract-suite';

/** A rule of this workspace: an example to copy. It says nothing of an API whose answers carry no request_id. */
export const requestId = defineRule({
  id: 'own/request-id',
  says: 'A request_id can be quoted to support and kept in logs: it is one word and no e-mail address.',
  documented: ['D9'],
  when: ({ answer }) => typeof answer.value('request_id') === 'string',
  judge({ answer }) {
    expect(answer.value('request_id'), 'request_id').toMatch(/^[^\s@]+$/);
  },
});
