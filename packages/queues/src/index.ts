export { type Consumer, type ConsumerOptions, createConsumer } from './consumer.ts';
export { createProducer, type Producer, type ProducerOptions, type RingOptions } from './producer.ts';
export { ringPriority } from './ring-priority.ts';
