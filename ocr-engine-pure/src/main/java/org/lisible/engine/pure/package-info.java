/**
 * The pure-Java engine as a plug-in: its provider, and the engine that splits batches and leases workspaces. Computes
 * nothing itself; may import {@code plan} and {@code kernels}.
 */
package org.lisible.engine.pure;
