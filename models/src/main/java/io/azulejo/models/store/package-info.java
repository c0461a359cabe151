/**
 * Models by name or place: the shipped ones and the user's own, loaded, checked and described. It promises that what it
 * hands out is an image-to-image network with a card. It must never know a device, a session or where an opener reads.
 */
package io.azulejo.models.store;
