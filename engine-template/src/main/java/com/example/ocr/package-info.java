/** An engine of one's own. It sees {@code ocr-api} and the JDK; nothing of the application or the server belongs here. */
package com.example.ocr;
