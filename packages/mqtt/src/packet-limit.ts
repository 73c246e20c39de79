/**
 * Bytes of the largest packet a broker takes. Well above the 16 KiB a message may have, so that a message that is
 * too large still arrives and is put into quarantine with its reason; well below what would hurt.
 */
export const PACKET_LIMIT = 65_536;
