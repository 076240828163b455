/**
 * The model bundles there are, shipped and of the operator's folder, read and checked when they come or change; a broken one
 * is listed with its reason. Runs no model.
 */
package org.lisible.web.models;
