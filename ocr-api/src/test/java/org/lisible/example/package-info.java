/**
 * An engine as small as one can be, printed in the README word for word. Passes the contract kit; a start for your own.
 */
package org.lisible.example;
