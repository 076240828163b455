/**
 * The built product from outside: the WAR on Payara Micro over HTTP, its engines as plug-in jars, its page in Chromium.
 * Nothing here reaches into the application. Each class starts a server of its own (20 s), so there are few of them.
 */
package org.lisible.it;
