/**
 * What a family of networks is to the rest: it tells its own by the names of tensors, infers hyper-parameters from shapes
 * and settings, and gives graph and first weights. It promises that what cannot be seen in a file is either given by the
 * user or listed as assumed. It must never know which families there are, nor how a checkpoint is stored.
 */
package io.azulejo.models.network;
