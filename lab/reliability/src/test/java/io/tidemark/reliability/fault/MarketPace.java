package io.tidemark.reliability.fault;

/**
 * How the market comes.
 *
 * @param perSecond facts; 0 where the fault itself starts jobs and market
 * @param minutes of the market that there are; a row takes of it what it needs
 */
record MarketPace(int perSecond, int minutes) {}
