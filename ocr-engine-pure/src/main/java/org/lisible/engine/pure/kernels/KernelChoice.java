package org.lisible.engine.pure.kernels;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which kernels compute, and why.
 *
 * @param kernels the chosen ones
 * @param reason why these and not the others, for people
 */
public record KernelChoice(Kernels kernels, String reason) {

    /** The engine setting that picks kernels: {@code auto} (the default) or {@code scalar}. */
    public static final String SETTING = "kernels";

    private static final String MODULE = "jdk.incubator.vector";
    private static final String PANAMA = "org.lisible.engine.pure.panama.PanamaKernels";
    private static final System.Logger LOG = System.getLogger(KernelChoice.class.getName());
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    /** Chooses, and logs each different choice once. @param wanted the value of {@link #SETTING} */
    public static KernelChoice of(String wanted) {
        KernelChoice choice = choose(wanted);
        if (LOGGED.add(choice.toString())) {
            LOG.log(Level.INFO, "kernels of the pure-Java engine: {0}", choice);
        }
        return choice;
    }

    private static KernelChoice choose(String wanted) {
        if (wanted.equals("scalar")) {
            return scalar("asked for by the setting " + SETTING + "=scalar");
        }
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            return scalar("this JVM was started without --add-modules " + MODULE);
        }
        if (System.getProperty("java.vm.info", "").contains("interpreted mode")) {
            return scalar("this JVM only interprets, and the Vector API needs its compiler");
        }
        try {
            Kernels panama = (Kernels) Class.forName(PANAMA).getConstructor().newInstance();
            return new KernelChoice(panama, "the module " + MODULE + " is there");
        } catch (ReflectiveOperationException | LinkageError | RuntimeException failure) {
            return scalar("the Vector API does not work here: " + root(failure));
        }
    }

    private static KernelChoice scalar(String reason) {
        return new KernelChoice(new ScalarKernels(), reason);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Name and reason, such as {@code scalar (asked for by the setting kernels=scalar)}. */
    @Override
    public String toString() {
        return kernels.name() + " (" + reason + ")";
    }
}
