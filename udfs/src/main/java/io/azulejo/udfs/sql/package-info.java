/**
 * Restoring as a function of Spark SQL: bytes of a picture in, a struct out. It promises that a picture that cannot be
 * restored gives a struct that says why, and never fails the query. It must never know where the bytes come from.
 */
package io.azulejo.udfs.sql;
