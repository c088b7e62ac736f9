import { expect, it } from 'vitest';
import { dottedPlace } from '../../src/contract/places.js';

it.each(['contacts.0.value', 'contacts[].value', 'contacts[0].value', '$.contacts[0].value'])(
  'A place may be written as %s',
  (written) => {
    expect(dottedPlace(written)).toEqual(['contacts', 0, 'value']);
  },
);
