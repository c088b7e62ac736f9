import { type Change, errors, refusingAs, withBody } from '../../changes.js';
import { at, type Fault } from '../fault.js';

const NODE = `TypeError: Cannot read properties of undefined (reading 'id')
    at validate (/srv/api/src/validate.js:41:17)
    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)`;
const JAVA = `java.lang.NullPointerException: id
\tat com.example.api.Customers.get(Customers.java:88)
\tat java.base/java.lang.Thread.run(Thread.java:840)`;
const PYTHON = `Traceback (most recent call last):
  File "/srv/api/app/views.py", line 57, in update
    value = body["source_id"]
KeyError: 'source_id'`;
const RUBY = `app/models/source.rb:12:in \`find': undefined method \`id' for nil:NilClass (NoMethodError)
\tfrom app/controllers/sources_controller.rb:8:in \`show'`;
const PHP = `PHP Fatal error:  Uncaught TypeError: trim(): Argument #1 must be of type string in /var/www/api/src/Label.php:23
Stack trace:
#0 /var/www/api/src/Kernel.php(61): Label->set(NULL)
#1 {main}`;
const DOTNET = `System.NullReferenceException: Object reference not set to an instance of an object.
   at Api.Controllers.ModelsController.Predict(PredictRequest request) in /src/Api/Controllers/ModelsController.cs:line 31`;
const GO = `panic: runtime error: invalid memory address or nil pointer dereference
goroutine 18 [running]:
main.(*Server).list(0xc0000b2000)
\t/srv/api/server.go:112 +0x1d`;
const RUST = `thread 'main' panicked at src/handlers/tokens.rs:44:18:
called \`Option::unwrap()\` on a \`None\` value
stack backtrace:
   0: rust_begin_unwind
   1: core::panicking::panic_fmt`;

/** Some errors tell where in the program they came from. */
const tracing = (codes: string | readonly string[], trace: string, field = 'trace'): Change =>
  refusingAs(codes, (reply) => withBody(reply, (body) => ({ ...body, [field]: trace })));

const RULE = 'privacy/stack-trace';

export const stackTrace: readonly Fault[] = [
  {
    name: 'stack-trace-of-node',
    says: 'Errors carry a stack trace of Node.',
    rule: RULE,
    apply: errors((body) => ({ ...body, stack: NODE })),
  },
  {
    name: 'stack-trace-of-java',
    says: 'A customer that is not found is refused with a stack trace of Java.',
    rule: RULE,
    ...at('/customers/get', tracing('RESOURCE_NOT_FOUND', JAVA)),
  },
  {
    name: 'stack-trace-of-python',
    says: 'A refused update of a source carries a traceback of Python.',
    rule: RULE,
    ...at('/sources/update', tracing(['MISSING_FIELD', 'MALFORMED_JSON', 'BODY_NOT_OBJECT'], PYTHON)),
  },
  {
    name: 'stack-trace-of-ruby',
    says: 'A source that is not found is refused with a stack trace of Ruby in production.',
    rule: RULE,
    only: 'production',
    ...at('/sources/get', tracing('RESOURCE_NOT_FOUND', RUBY, 'message')),
  },
  {
    name: 'stack-trace-of-php',
    says: 'A body that is no JSON is refused with a stack trace of PHP where attributes are created.',
    rule: RULE,
    ...at('/attributes/create', tracing('MALFORMED_JSON', PHP, 'message')),
  },
  {
    name: 'stack-trace-of-dotnet',
    says: 'Another Content-Type is refused with a stack trace of .NET where predictions are made.',
    rule: RULE,
    ...at('/models/predict', tracing('UNSUPPORTED_CONTENT_TYPE', DOTNET)),
  },
  {
    name: 'stack-trace-of-go',
    says: 'A missing token is refused with a stack trace of Go where models are listed.',
    rule: RULE,
    ...at('/models/list', tracing('MISSING_TOKEN', GO)),
  },
  {
    name: 'stack-trace-of-rust',
    says: 'A missing field is refused with a backtrace of Rust where tokens are created.',
    rule: RULE,
    ...at('/tokens/create', tracing(['MISSING_FIELD', 'MALFORMED_JSON'], RUST)),
  },
];
