/**
 * Asks for a connection of its own. A kept one gets its next answer from the old generation, which is right for clients
 * and wrong for a test that wants to see the new one.
 */
export const NEW_CONNECTION = { connection: 'close' };
