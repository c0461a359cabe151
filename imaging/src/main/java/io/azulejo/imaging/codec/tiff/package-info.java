/**
 * TIFF 6.0 and BigTIFF: directories, strips and tiles read and written by own code, fax codes by a library, JPEG data
 * by this project's JPEG. It promises samples as stored, whatever a profile says, that no strip which is cut or damaged
 * passes as whole, and that counting pages ends. It must never know another format but JPEG.
 */
package io.azulejo.imaging.codec.tiff;
