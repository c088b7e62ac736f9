import { bearerEmpty } from './authentication/bearer-empty.js';
import { bearerIncorrect } from './authentication/bearer-incorrect.js';
import { bearerMalformed } from './authentication/bearer-malformed.js';
import { bearerMissing } from './authentication/bearer-missing.js';
import { bearerOfOtherEnvironment } from './authentication/bearer-of-other-environment.js';
import { clientIdEmpty } from './authentication/client-id-empty.js';
import { clientIdIncorrect } from './authentication/client-id-incorrect.js';
import { clientIdMissing } from './authentication/client-id-missing.js';
import { clientIdOfOtherEnvironment } from './authentication/client-id-of-other-environment.js';
import { credentialEmpty } from './authentication/credential-empty.js';
import { credentialIncorrect } from './authentication/credential-incorrect.js';
import { credentialMalformed } from './authentication/credential-malformed.js';
import { credentialMissing } from './authentication/credential-missing.js';
import { credentialOfOtherEnvironment } from './authentication/credential-of-other-environment.js';
import { assertion } from './collection/assertion.js';
import { isolation } from './environment/isolation.js';
import { parity } from './environment/parity.js';
import { catalogued } from './error/catalogued.js';
import { codeFitsCause } from './error/code-fits-cause.js';
import { codeFitsStatus } from './error/code-fits-status.js';
import { codeFitsType } from './error/code-fits-type.js';
import { covered } from './error/covered.js';
import { envelope } from './error/envelope.js';
import { successIsNotError } from './error/success-is-not-error.js';
import { deprecation } from './lifecycle/deprecation.js';
import { deepNesting } from './parameter/deep-nesting.js';
import { duplicate } from './parameter/duplicate.js';
import { enumValue } from './parameter/enum.js';
import { format } from './parameter/format.js';
import { length } from './parameter/length.js';
import { nullValue } from './parameter/null.js';
import { overlong } from './parameter/overlong.js';
import { pattern } from './parameter/pattern.js';
import { range } from './parameter/range.js';
import { required } from './parameter/required.js';
import { specialCharacters } from './parameter/special-characters.js';
import { type } from './parameter/type.js';
import { unicode } from './parameter/unicode.js';
import { unknownField } from './parameter/unknown-field.js';
import { unknownReference } from './parameter/unknown-reference.js';
import { consumerData } from './privacy/consumer-data.js';
import { secretEcho } from './privacy/secret-echo.js';
import { sensitiveField } from './privacy/sensitive-field.js';
import { stackTrace } from './privacy/stack-trace.js';
import { limited } from './rate-limit/limited.js';
import { bodyEmpty } from './request/body-empty.js';
import { bodyMalformed } from './request/body-malformed.js';
import { bodyNotObject } from './request/body-not-object.js';
import { contentTypeMissing } from './request/content-type-missing.js';
import { contentTypeOther } from './request/content-type-other.js';
import { contentTypeParameters } from './request/content-type-parameters.js';
import { postOnly } from './request/post-only.js';
import { deleted } from './resource/deleted.js';
import { filter } from './resource/filter.js';
import { identity } from './resource/identity.js';
import { listed } from './resource/listed.js';
import { pagination } from './resource/pagination.js';
import { partialUpdate } from './resource/partial-update.js';
import { persisted } from './resource/persisted.js';
import { unique } from './resource/unique.js';
import { binary } from './response/binary.js';
import { complete } from './response/complete.js';
import { contentType } from './response/content-type.js';
import { echo } from './response/echo.js';
import { header } from './response/header.js';
import { json } from './response/json.js';
import { schema } from './response/schema.js';
import { undocumentedField } from './response/undocumented-field.js';
import type { Rule } from './rule.js';
import { documented } from './status/documented.js';
import { noServerError } from './status/no-server-error.js';
import { repeatable } from './status/repeatable.js';
import { success } from './status/success.js';
import { unknownEndpoint } from './status/unknown-endpoint.js';
import { unknownResource } from './status/unknown-resource.js';
import { certificate } from './transport/certificate.js';
import { noRedirect } from './transport/no-redirect.js';
import { plaintextRefused } from './transport/plaintext-refused.js';
import { tlsMinimum } from './transport/tls-minimum.js';

/** Every rule, in the order in which a report lists them. */
export const rules: readonly Rule[] = [
  assertion,
  clientIdMissing,
  clientIdEmpty,
  clientIdIncorrect,
  clientIdOfOtherEnvironment,
  bearerMissing,
  bearerEmpty,
  bearerIncorrect,
  bearerMalformed,
  bearerOfOtherEnvironment,
  credentialMissing,
  credentialEmpty,
  credentialIncorrect,
  credentialMalformed,
  credentialOfOtherEnvironment,
  contentTypeMissing,
  contentTypeOther,
  contentTypeParameters,
  bodyMalformed,
  bodyEmpty,
  bodyNotObject,
  postOnly,
  required,
  nullValue,
  type,
  enumValue,
  format,
  range,
  length,
  pattern,
  unknownReference,
  duplicate,
  unknownField,
  overlong,
  deepNesting,
  unicode,
  specialCharacters,
  documented,
  success,
  noServerError,
  repeatable,
  unknownEndpoint,
  unknownResource,
  envelope,
  successIsNotError,
  catalogued,
  codeFitsType,
  codeFitsStatus,
  codeFitsCause,
  covered,
  schema,
  header,
  json,
  contentType,
  complete,
  binary,
  echo,
  undocumentedField,
  identity,
  unique,
  persisted,
  partialUpdate,
  listed,
  deleted,
  pagination,
  filter,
  isolation,
  parity,
  deprecation,
  secretEcho,
  stackTrace,
  consumerData,
  sensitiveField,
  tlsMinimum,
  plaintextRefused,
  certificate,
  noRedirect,
  limited,
];
