/** Rules as users would write them: assertions that hold, that fail, and rules that are at fault themselves. */
export const HOLDING = `
export const title = defineRule({
  id: 'own/title',
  says: 'A book that was added has the title that was sent.',
  when: ({ valid, answer }) => valid && answer.status === 201,
  judge({ answer, request }) {
    expect(answer.header('Content-Type')).toContain('json');
    expect(answer.value('book.title')).toBe(request.value('title'));
    expect(answer.json).toEqual({ book: expect.objectContaining({ copies: 2 }) });
  },
});
export const twice = defineRule({
  kind: 'scenario',
  id: 'own/twice',
  says: 'It can be sent on its own.',
  plan: ({ operation }) => [
    {
      after: [],
      uses: [],
      *run() {
        const exchange = yield { operation, sends: 'the valid request' };
        expect(answerOf(exchange)?.status).toBe(201);
        return HOLDS;
      },
    },
  ],
});`;

/** The assertion on copies stands in line 4. */
export const FAILING = `export const copies = defineRule({
  id: 'own/copies', says: 'Three are there.', when: ({ valid, answer }) => valid && answer.status === 201,
  judge: ({ answer }) =>
    expect(answer.value('book.copies'), 'copies').toBe(3),
});
export const added = defineRule({
  id: 'own/added', says: 'Nothing is ever added.',
  judge: ({ answer }) => expect(answer.status).not.toBe(201),
});
export const extra = defineRule({
  kind: 'probe', id: 'own/extra-header', says: 'A header more changes nothing.',
  plan: () => [{
    sends: 'the valid request with a header more', expects: 'success',
    change: (request) => ({ ...request, headers: [...request.headers, ['X-More', '1']] }),
  }],
  judge(exchange) {
    strictEqual(answerOf(exchange)?.status, 200);
    return HOLDS;
  },
});`;

/** The first of them throws in line 3. */
export const AT_FAULT = `export const broken = defineRule({ id: 'own/broken', says: 'Broken.', judge({ answer }) {
  JSON.parse(answer.text + '!');
} });
export const late = defineRule({
  id: 'own/late', says: 'Late.', judge: (async () => { throw new Error('late'); }) as never,
});
export const odd = defineRule({ id: 'own/odd', says: 'Odd.', judge: (() => true) as never });
export const probe = defineRule({
  kind: 'probe', id: 'own/probe', says: 'Probe.',
  plan: () => [{ sends: 'x', expects: 'success', change: () => { throw new RangeError('no change'); } }],
  judge: () => ({ holds: true }),
});
export const steps = defineRule({
  kind: 'scenario', id: 'own/steps', says: 'Steps.',
  plan: ({ operation }) => [{ after: [], uses: [], *run() {
    yield { operation, sends: 'x', change: () => { throw new RangeError('no step'); } };
    return { holds: true };
  } }],
});`;
