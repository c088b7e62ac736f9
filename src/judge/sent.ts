/** What a finding says was sent, where nothing was changed. */
export const VALID_REQUEST = 'the valid request';
export const AS_COLLECTED = 'the operation as the collection has it, by newman';
