export * from './accounts/broker-account.ts';
export { type BrokerAccountsOptions, createBrokerAccounts } from './accounts/broker-accounts.ts';
export { type DynsecFile, writeDynsecFile } from './accounts/dynsec-file.ts';
export { type EmbeddedBroker, type EmbeddedBrokerOptions, startEmbeddedBroker } from './accounts/embedded-broker.ts';
export { hashPassword, type PasswordHash, verifyPassword } from './accounts/password-hash.ts';
export { connectMqtt, type MqttConnection, type MqttConnectionOptions, type Packet } from './connection.ts';
export { type Consumer, type ConsumerOptions, consume } from './consume.ts';
export { type MosquittoConfigOptions, mosquittoConfig } from './mosquitto-config.ts';
export { serviceClientId } from './service-client-id.ts';
