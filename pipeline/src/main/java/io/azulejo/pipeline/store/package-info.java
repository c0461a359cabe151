/**
 * Bytes at rest, wherever they lie: places named by users, objects read at any position, small objects created once.
 * It promises that an object created if absent has one creator and is never seen half-written. It must never know what
 * the bytes mean.
 */
package io.azulejo.pipeline.store;
