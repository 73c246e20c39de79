export type MqttErrorCode =
  | 'mqtt-not-connected'
  | 'mqtt-refused'
  | 'mqtt-timeout'
  | 'mqtt-subscription-refused'
  | 'mqtt-account-refused';

export class MqttError extends Error {
  override readonly name = 'MqttError';
  readonly code: MqttErrorCode;

  constructor(code: MqttErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
