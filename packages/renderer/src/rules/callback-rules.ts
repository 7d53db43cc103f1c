import type { Json, Location } from '@regent/core';
import { callbackNames, metricNames, moduleNames, successCallbackNames } from '../engine-versions/names.ts';
import { type Context, entriesOf, isMap, listOr, mapOr, type RuleFinding, valueIn } from './context.ts';
import { knownLabels, labelsOf } from './metric-labels.ts';
import { didYouMean, nearest } from './spelling.ts';
import { isReference } from './value-rules.ts';

/** Loggers, hooks and metrics, and settings that overwrite a function of the engine. */
export function callbackRules(context: Context): RuleFinding[] {
  return [...checkCallbacks(context), ...checkFunctions(context), ...checkMetrics(context)];
}

const section = 'litellm_settings';

function checkCallbacks(context: Context): RuleFinding[] {
  const keys = [
    'callbacks',
    'success_callback',
    'failure_callback',
    'service_callback',
    'input_callback',
    'audit_log_callbacks',
  ];
  return keys.flatMap((key) => {
    const value = valueIn(context.document, [section, key]);
    const single = typeof value === 'string' && key !== 'callbacks';
    if (single) return isReference(value) ? [] : [letterByLetter(key, value)];
    return listOr(value).flatMap((entry, index) => checkCallback(context, key, entry, [section, key, index]));
  });
}

/** The engine walks through a text as through a list: of its letters. A point among them is imported as a module. */
function letterByLetter(key: string, text: string): RuleFinding {
  const fatal = text.includes('.') && key !== 'service_callback' && key !== 'input_callback';
  return {
    code: 'wrong-type',
    location: [section, key],
    message: `Expected a list: a text is read letter by letter, and ${fatal ? 'the engine refuses to start' : 'no logger is called'}.`,
    hint: `Write ${key}: [${text}].`,
    severity: fatal ? 'error' : 'warning',
  };
}

const bucketLoggers: Readonly<Record<string, string>> = {
  s3: 's3_callback_params',
  s3_v2: 's3_callback_params',
  aws_sqs: 'aws_sqs_callback_params',
};

function checkCallback(context: Context, key: string, entry: Json, location: Location): RuleFinding[] {
  if (isMap(entry))
    return [
      {
        code: 'callback-map',
        location,
        message: 'Older engines refuse to start with a map here.',
        hint: 'Write the name, and its parameters beside the list.',
      },
    ];
  if (typeof entry !== 'string' || isReference(entry)) return [];
  const own = mapOr(context.document.callback_settings);
  if (entry.includes('.'))
    return [{ code: 'python-path', location, message: `The engine must be able to import ${entry}.` }];
  if (!callbackNames.has(entry) && !Object.hasOwn(own, entry)) {
    const suggestion = nearest(entry, callbackNames);
    const fatal = key === 'callbacks';
    return [
      {
        code: 'unknown-callback',
        location,
        message: `There is no callback ${JSON.stringify(entry)}; ${fatal ? 'the engine refuses to start' : 'it is ignored'}.`,
        ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
        severity: fatal ? 'error' : 'warning',
      },
    ];
  }
  if (key === 'callbacks' && successCallbackNames.has(entry))
    return [
      {
        code: 'unknown-callback',
        location,
        message: `${entry} cannot stand in callbacks; the engine refuses to start.`,
        hint: 'Move it to success_callback and failure_callback.',
        severity: 'error',
      },
    ];
  const params = bucketLoggers[entry];
  if (params === undefined) return [];
  const given = valueIn(context.document, [section, params]);
  if (given === undefined) return [{ code: 'callback-needs-params', location, message: `${entry} needs ${params}.` }];
  if (params !== 's3_callback_params' || !isMap(given) || given.s3_bucket_name !== undefined) return [];
  return [
    {
      code: 'callback-needs-params',
      location: [section, params],
      message: 's3_bucket_name is missing; nothing is written.',
      hint: 'Add s3_bucket_name.',
    },
  ];
}

function checkFunctions(context: Context): RuleFinding[] {
  return Object.keys(mapOr(context.document[section])).flatMap((key): RuleFinding[] =>
    moduleNames.has(key)
      ? [
          {
            code: 'clobbers-function',
            location: [section, key],
            message: `This replaces the engine's own ${key}: every call fails.`,
          },
        ]
      : [],
  );
}

function checkMetrics(context: Context): RuleFinding[] {
  const own = ownLabels(context);
  return entriesOf(context.document, section, 'prometheus_metrics_config').flatMap(({ entry, location }) => {
    const metrics = listOr(entry.metrics);
    return [
      ...metrics.flatMap((metric, index) => checkMetric(metric, [...location, 'metrics', index])),
      ...listOr(entry.include_labels).flatMap((label, index) =>
        checkLabel(label, metrics, own, [...location, 'include_labels', index]),
      ),
    ];
  });
}

function checkMetric(metric: Json, location: Location): RuleFinding[] {
  if (typeof metric !== 'string' || metricNames.has(metric)) return [];
  return [
    {
      code: 'unknown-metric',
      location,
      message: `There is no metric ${JSON.stringify(metric)}; the engine refuses to start.`,
      ...didYouMean(metric, metricNames),
    },
  ];
}

/** A label must be one of every metric of its group. */
function checkLabel(
  label: Json,
  metrics: readonly Json[],
  own: ReadonlySet<string>,
  location: Location,
): RuleFinding[] {
  if (typeof label !== 'string' || own.has(label)) return [];
  if (!knownLabels.has(label))
    return [
      {
        code: 'unknown-label',
        location,
        message: `No metric has a label ${JSON.stringify(label)}; the engine refuses to start.`,
        ...didYouMean(label, knownLabels),
      },
    ];
  const without = metrics.find((metric) => typeof metric === 'string' && labelsOf(metric)?.has(label) === false);
  if (typeof without !== 'string') return [];
  return [
    {
      code: 'unknown-label',
      location,
      message: `${without} has no label ${JSON.stringify(label)}; the engine refuses to start.`,
      hint: `Its labels: ${[...(labelsOf(without) ?? [])].join(', ')}.`,
    },
  ];
}

/** Labels that the file itself adds, as the engine spells them. */
function ownLabels({ document }: Context): ReadonlySet<string> {
  const texts = (key: string) => listOr(valueIn(document, [section, key])).map(String);
  const spelt = (name: string) => name.replace(/[^a-zA-Z0-9_]/g, '_');
  return new Set([
    ...texts('custom_prometheus_metadata_labels').map(spelt),
    ...texts('custom_prometheus_tags').map((tag) => spelt(`tag_${tag}`)),
  ]);
}
