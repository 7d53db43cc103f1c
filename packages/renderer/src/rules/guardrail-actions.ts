import type { Json, Location } from '@regent/core';
import { isMap, listOr, mapOr, type RuleFinding } from './context.ts';
import { isPattern } from './pattern.ts';
import { didYouMean, nearest } from './spelling.ts';
import { isReference } from './value-rules.ts';

/** What a guardrail does with what it finds: entities of Presidio, patterns and words of the content filter. */
export function checkActions(params: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const entities = Object.entries(mapOr(params.pii_entities_config)).flatMap(([entity, action]) => {
    const at = [...location, 'pii_entities_config', entity];
    return [...checkEntity(entity, at), ...checkAction(action, at)];
  });
  const patterns = listOr(params.patterns).flatMap((entry, index) =>
    isMap(entry) ? checkPattern(entry, [...location, 'patterns', index]) : [],
  );
  const words = listOr(params.blocked_words).flatMap((entry, index) => {
    const at = [...location, 'blocked_words', index];
    return isMap(entry)
      ? [...needs(entry, 'keyword', at), ...needs(entry, 'action', at), ...checkAction(entry.action, [...at, 'action'])]
      : [];
  });
  return [...entities, ...patterns, ...words];
}

const actions = ['BLOCK', 'MASK'];

/** An unknown action makes the engine skip the whole guardrail. */
function checkAction(action: Json | undefined, location: Location): RuleFinding[] {
  if (action === undefined || isReference(action) || (typeof action === 'string' && actions.includes(action)))
    return [];
  return [
    {
      code: 'unknown-value',
      location,
      message: 'An action is BLOCK or MASK; the engine starts without this guardrail.',
      hint: 'Write BLOCK or MASK.',
      severity: 'error',
    },
  ];
}

/** Recognizers of one's own have any name; one that is nearly a built-in one is a misspelling. */
function checkEntity(entity: string, location: Location): RuleFinding[] {
  const suggestion = piiEntities.has(entity) ? undefined : nearest(entity, piiEntities);
  return suggestion === undefined
    ? []
    : [
        {
          code: 'unknown-key',
          location,
          message: `Presidio finds no ${entity}; nothing of it is hidden.`,
          hint: `Did you mean ${suggestion}?`,
        },
      ];
}

function checkPattern(pattern: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const { pattern_type: type, pattern_name: name, pattern: text } = pattern;
  const findings = [...needs(pattern, 'action', location), ...checkAction(pattern.action, [...location, 'action'])];
  if (type === 'prebuilt') findings.push(...needs(pattern, 'pattern_name', location));
  if (type === 'regex') findings.push(...needs(pattern, 'pattern', location));
  if (type === 'prebuilt' && typeof name === 'string' && !prebuiltPatterns.has(name) && !isReference(name))
    findings.push({
      code: 'unknown-value',
      location: [...location, 'pattern_name'],
      message: `There is no pattern ${JSON.stringify(name)}; the engine starts without this guardrail.`,
      severity: 'error',
      ...didYouMean(name, prebuiltPatterns),
    });
  if (type === 'regex' && typeof text === 'string' && !isPattern(text))
    findings.push({
      code: 'bad-regex',
      location: [...location, 'pattern'],
      message: 'This is no regular expression; the engine starts without this guardrail.',
    });
  return findings;
}

function needs(entry: Readonly<Record<string, Json>>, key: string, location: Location): RuleFinding[] {
  if (entry[key] !== undefined && entry[key] !== null) return [];
  return [{ code: 'missing-key', location, message: `${key} is missing; the engine starts without this guardrail.` }];
}

/** Entities that Presidio knows by itself. */
const piiEntities: ReadonlySet<string> = new Set(
  `CREDIT_CARD CRYPTO DATE_TIME EMAIL_ADDRESS IBAN_CODE IP_ADDRESS NRP LOCATION PERSON PHONE_NUMBER
  MEDICAL_LICENSE URL MAC_ADDRESS UUID US_BANK_NUMBER US_DRIVER_LICENSE US_ITIN US_PASSPORT US_SSN US_MBI US_NPI
  UK_NHS UK_NINO UK_PASSPORT UK_POSTCODE UK_VEHICLE_REGISTRATION UK_DRIVING_LICENCE ES_NIF ES_NIE ES_PASSPORT
  IT_FISCAL_CODE IT_DRIVER_LICENSE IT_VAT_CODE IT_PASSPORT IT_IDENTITY_CARD PL_PESEL SG_NRIC_FIN SG_UEN AU_ABN
  AU_ACN AU_TFN AU_MEDICARE IN_PAN IN_AADHAAR IN_VEHICLE_REGISTRATION IN_VOTER IN_PASSPORT IN_GSTIN
  FI_PERSONAL_IDENTITY_CODE DE_TAX_ID DE_TAX_NUMBER DE_VAT_ID DE_PASSPORT DE_ID_CARD DE_FUEHRERSCHEIN
  DE_SOCIAL_SECURITY DE_HEALTH_INSURANCE DE_LANR DE_BSNR DE_KFZ DE_HANDELSREGISTER DE_PLZ KR_RRN KR_FRN
  KR_PASSPORT KR_DRIVER_LICENSE KR_BRN CA_SIN SE_PERSONNUMMER SE_ORGANISATIONSNUMMER TH_TNIN TR_NATIONAL_ID
  TR_LICENSE_PLATE NG_NIN NG_VEHICLE_REGISTRATION PH_TIN PH_UMID PH_PASSPORT ZA_ID_NUMBER`.split(/\s+/),
);

/** Patterns that the content filter brings along (LiteLLM 1.104). */
const prebuiltPatterns: ReadonlySet<string> = new Set(
  `us_ssn us_ssn_no_dash email us_phone visa mastercard amex discover credit_card aws_access_key aws_secret_key
  github_token slack_token generic_api_key ipv4 ipv6 url passport_us passport_uk passport_germany
  passport_france passport_netherlands passport_canada passport_india passport_australia passport_china
  passport_japan gender_sexual_orientation race_ethnicity_national_origin religion age_discrimination disability
  marital_family_status military_status public_assistance weapons_firearms weapons_other explosives
  violence_threats terrorism self_harm_suicide illegal_activities harassment_hate nl_bsn_contextual br_cpf
  br_cpf_unformatted br_phone_landline br_phone_mobile br_cep br_cnpj br_rg au_tfn au_abn au_medicare iban
  fr_nir eu_iban_enhanced fr_phone eu_vat eu_passport_generic fr_postal_code street_address airline_pnr
  skywards_number uae_emirates_id uae_phone flight_number sg_nric sg_phone sg_postal_code passport_singapore
  sg_uen sg_bank_account ca_sin ca_ohip ca_on_drivers_licence ca_immigration_doc ca_bank_account ca_postal_code
  uoft_student_id uoft_utorid uoft_tcard`.split(/\s+/),
);
