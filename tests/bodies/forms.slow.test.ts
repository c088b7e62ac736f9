import { describe, expect, it } from 'vitest';
import { FORMS, FORMS_FILES, formsApi, type Wrong } from './forms-api.js';
import { ended, onApi } from './ran.js';

const runOn = onApi(FORMS, FORMS_FILES);
const operations = ['Upload', 'Order', 'Store', 'Keep a note'];

describe('An API of forms and files', () => {
  it('that is right raises no finding, and says of what is skipped why it is', async () => {
    const result = await runOn(formsApi, { operations });
    expect(ended(result, 'failed')).toEqual([]);
    expect(ended(result, 'errored')).toEqual([]);
    const skipped = ended(result, 'skipped').filter((line) => line.includes('› request/'));
    expect(skipped).toEqual([
      'Upload › request/content-type-parameters: the Content-Type of the request has a parameter as it is: the boundary of its form',
      'Upload › request/body-not-object: the body of the request is a form, and no JSON',
      'Order › request/body-malformed: any text can be read as a form of that kind',
      'Order › request/body-not-object: the body of the request is a form, and no JSON',
      'Store › request/content-type-parameters: the body of the request is a file, and the suite does not look into it',
      'Store › request/body-malformed: the body of the request is a file, and the suite does not look into it',
      'Store › request/body-empty: a file may be empty too',
      'Store › request/body-not-object: the body of the request is a file, and the suite does not look into it',
      'Keep a note › request/body-malformed: any text can be read as a form of that kind',
      'Keep a note › request/body-empty: a form may be empty: no complete schema says that one of its fields is required',
      'Keep a note › request/body-not-object: the body of the request is a form, and no JSON',
    ]);
    expect(ended(result, 'skipped')).toContain(
      'Upload › parameter/null: a form holds texts: none of them is null',
    );
  });
});

describe('What an API of forms and files lacks is found by rule and field, and nothing else is', () => {
  const of = (names: readonly string[], rules: readonly string[]) =>
    names.flatMap((name) => rules.map((rule) => `${name} › ${rule}`));
  const forms = ['Upload', 'Order'];
  const all = [...forms, 'Store', 'Keep a note'];
  const credentials = [
    'bearer-missing',
    'bearer-empty',
    'bearer-incorrect same shape, other value',
    'bearer-incorrect only the last character wrong',
    'bearer-malformed no scheme',
    'bearer-malformed Basic',
  ].map((name) => `authentication/${name}`);
  const incorrect = ['same shape, other value', 'only the first half right', 'only the last character wrong'];
  const server = ['status/no-server-error'];
  const faults: readonly (readonly [Wrong, readonly string[]])[][] = [
    [
      ['takes any token', of(all, credentials)],
      [
        'takes any client',
        of(
          ['Order'],
          incorrect.map((how) => `authentication/client-id-incorrect ${how}, in the body alone`),
        ),
      ],
      ['takes a missing picture', of(['Upload'], ['parameter/required picture'])],
      ['takes any shelf', of(['Order'], ['parameter/unknown-reference shelf'])],
      [
        'takes any count',
        of(forms, [
          'parameter/type count string',
          'parameter/type count number',
          'parameter/type count boolean',
          'parameter/range count one below',
        ]),
      ],
    ],
    [
      ['takes a missing title', of(forms, ['parameter/required title'])],
      ['takes an empty title', of(forms, ['parameter/length title empty'])],
      [
        'takes any size',
        of(forms, [
          'parameter/type size number',
          'parameter/type size boolean',
          'parameter/enum size unknown value',
          'parameter/enum size other case',
        ]),
      ],
      ['breaks at types of files', of(['Store'], ['request/content-type-other application/json', ...server])],
    ],
    [
      ['takes a long title', of(forms, ['parameter/length title one too long'])],
      [
        'takes a broken form',
        of(
          ['Upload'],
          ['request/body-malformed truncated', 'request/body-malformed no boundary', 'request/body-empty'],
        ),
      ],
      ['breaks at fields it does not know', of(forms, ['parameter/unknown-field the body', ...server])],
    ],
    [
      [
        'takes any type of content',
        of(
          [...forms, 'Keep a note'],
          ['missing', 'other text/plain', 'other application/json'].map(
            (how) => `request/content-type-${how}`,
          ),
        ),
      ],
      [
        'breaks at long texts',
        [
          ...of(forms, ['parameter/overlong title', 'parameter/overlong size', ...server]),
          ...of(['Upload'], ['parameter/overlong tags[0]', 'parameter/overlong tags[1]']),
        ],
      ],
    ],
  ];
  it.each(faults.map((each) => [each.map(([wrong]) => wrong).join('; '), each] as const))(
    '%s',
    async (_title, each) => {
      const wrong = each.map(([one]) => one);
      const result = await runOn((api) => formsApi(api, wrong), { operations });
      const found = ended(result, 'failed').map((line) => line.split(': ')[0]);
      expect(found.sort()).toEqual(each.flatMap(([, expected]) => expected).sort());
    },
  );
});
