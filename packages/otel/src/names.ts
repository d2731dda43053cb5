/*
 * Names of the semantic conventions 1.45.0 (feature flags are still experimental there, so the names are kept here), and
 * names of Schematic's own.
 */
export const EVALUATION_EVENT = "feature_flag.evaluation";
export const FLAG_KEY = "feature_flag.key";
export const PROVIDER_NAME = "feature_flag.provider.name";
export const RESULT_VARIANT = "feature_flag.result.variant";
export const RESULT_REASON = "feature_flag.result.reason";
export const CONTEXT_ID = "feature_flag.context.id";
export const SET_ID = "feature_flag.set.id";
export const ERROR_MESSAGE = "feature_flag.error.message";
export const ERROR_TYPE = "error.type";

export const CHECK_SOURCE = "schematic.check.source";
export const FLAG_REASON = "schematic.flag.reason";
export const FLAG_ID = "schematic.flag.id";
export const COMPANY_ID = "schematic.company.id";
export const USER_ID = "schematic.user.id";
export const COMPANY_KEY_NAMES = "schematic.company.key_names";
export const USER_KEY_NAMES = "schematic.user.key_names";

export const HTTP_METHOD = "http.request.method";
export const HTTP_STATUS = "http.response.status_code";
export const HTTP_RESEND_COUNT = "http.request.resend_count";
export const URL_TEMPLATE = "url.template";
export const SERVER_ADDRESS = "server.address";
export const SERVER_PORT = "server.port";
export const HTTP_DURATION = "http.client.request.duration";

export const CHECKS = "schematic.checks";
export const CHECK_DURATION = "schematic.check.duration";
export const FLAG_VALUE = "schematic.flag.value";
export const EVENTS_QUEUED = "schematic.events.queued";
export const EVENTS_IN_FLIGHT = "schematic.events.in_flight";
export const EVENTS_DELIVERED = "schematic.events.delivered";
export const EVENTS_DROPPED = "schematic.events.dropped";
export const DROP_REASON = "schematic.drop.reason";
export const DATA_AGE = "schematic.data.age";
export const STREAM_CONNECTED = "schematic.stream.connected";
